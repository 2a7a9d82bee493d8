package org.meta4j.learners.verify;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.meta4j.data.Fingerprint;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.LabelledExamples.ClassInfo;
import org.meta4j.tasks.MetaDataset;

/**
 * Whether training saw what the test is about: classes that are in both, by their origin, and examples that are in both,
 * number for number, whatever their class is called.
 */
public final class SplitLeak {
    private SplitLeak() {}

    /** Training against validation and test; classes are not looked at where the data say that parts share them. */
    public static List<Finding> check(MetaDataset data) {
        boolean sharing = data.disjoint() == MetaDataset.Disjoint.EXAMPLES;
        return Stream.of(
                        check("validation of " + data.name(), data.train(), data.validation()),
                        check("test of " + data.name(), data.train(), data.test()))
                .flatMap(findings -> findings.stream().skip(sharing ? 1 : 0))
                .toList();
    }

    /** @param subject what {@code other} is, for the findings' names */
    public static List<Finding> check(String subject, LabelledExamples train, LabelledExamples other) {
        Set<String> origins = train.classes().stream().map(ClassInfo::origin).collect(Collectors.toSet());
        long classes = other.classes().stream()
                .map(ClassInfo::origin)
                .distinct()
                .filter(origins::contains)
                .count();
        Set<String> seen = sums(train);
        long examples = sums(other).stream().filter(seen::contains).count();
        return List.of(
                Finding.atMost("split leak, classes: " + subject, classes, 0, "classes that training has too"),
                Finding.atMost("split leak, examples: " + subject, examples, 0, "examples that training has too"));
    }

    /** A sum for each different example. */
    private static Set<String> sums(LabelledExamples examples) {
        Set<String> sums = new HashSet<>();
        float[] values = new float[examples.shape().length()];
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES));
        for (int c = 0; c < examples.classes().size(); c++) {
            for (int i = 0; i < examples.classes().get(c).size(); i++) {
                examples.read(c, i, values, 0);
                bytes.asFloatBuffer().put(values);
                sums.add(Fingerprint.ofBytes(bytes.array()));
            }
        }
        return sums;
    }
}
