package org.meta4j.app.tables;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.meta4j.engine.Tensors;
import org.meta4j.learners.TaskType;
import org.meta4j.learners.files.Document;
import org.meta4j.learners.files.Documents;
import org.meta4j.learners.files.FileFormatException;
import org.meta4j.learners.files.Json;
import org.meta4j.tabular.modelset.Member;
import org.meta4j.tabular.modelset.ModelSetSettings;
import org.meta4j.tabular.modelset.ParametricLearner;
import org.meta4j.tabular.modelset.TrainedModelSet;

/**
 * A trained set of models in a file: the frame of all of meta4j's files, with numbers in the document, since they are few and
 * in double precision, and without tensors.
 *
 * @param set of base-learners of tables
 * @param provenance where it comes from
 */
public record ModelSetFile(TrainedModelSet set, Provenance provenance) {
    /** The format: {@value}. */
    public static final String FORMAT = "meta4j-model-set";

    private static final String SET = "set";
    private static final String PROVENANCE = "provenance";

    /**
     * Where a set comes from.
     *
     * @param tasks classification or regression
     * @param ways classes of a task; 1 for numbers
     * @param shots supports of each class that it was trained for
     * @param queries of each class in training
     * @param features of an example
     * @param data tables that its tasks were of
     * @param dataFingerprint SHA-256 of the data and the split
     * @param splitSeed that the tables were divided by
     * @param seed of its tasks
     * @param settings of its training
     * @param trainingTables it was trained on
     * @param seconds that training took
     * @param library version of meta4j
     * @param java version of Java
     */
    public record Provenance(
            TaskType tasks,
            int ways,
            int shots,
            int queries,
            int features,
            String data,
            String dataFingerprint,
            long splitSeed,
            long seed,
            ModelSetSettings settings,
            List<String> trainingTables,
            double seconds,
            String library,
            String java) {
        public Provenance {
            trainingTables = List.copyOf(trainingTables);
        }
    }

    private record MemberContent(String name, double @Nullable [] parameters) {}

    private record Content(List<MemberContent> members, double[] prior, double sharpness, int folds, double[] hedge) {}

    /** Writes the set to a file, replacing it only when all is on disk. */
    public void save(Path file) {
        List<MemberContent> members = set.members().stream()
                .map(member -> new MemberContent(
                        member.name(),
                        member.learner() instanceof ParametricLearner learner ? learner.parameters() : null))
                .toList();
        var content = Json.object();
        content.set(SET, Json.tree(new Content(members, set.prior(), set.sharpness(), set.folds(), set.hedge())));
        content.set(PROVENANCE, Json.tree(provenance));
        Documents.write(file, FORMAT, content, Tensors.of(Map.of()));
    }

    /**
     * Reads a set.
     *
     * @throws FileFormatException if the file is damaged or no set
     */
    public static ModelSetFile load(Path file) {
        Document document = Documents.read(file, FORMAT);
        Content content = document.read(SET, Content.class);
        try {
            List<Member> members =
                    content.members().stream().map(ModelSetFile::member).toList();
            return new ModelSetFile(
                    new TrainedModelSet(
                            members, content.prior(), content.sharpness(), content.folds(), content.hedge()),
                    document.read(PROVENANCE, Provenance.class));
        } catch (IllegalArgumentException e) {
            throw new FileFormatException(document.source(), String.valueOf(e.getMessage()));
        }
    }

    private static Member member(MemberContent content) {
        Member member = Member.named(content.name());
        double[] parameters = content.parameters();
        return parameters != null && member.learner() instanceof ParametricLearner learner
                ? new Member(content.name(), learner.with(parameters))
                : member;
    }

    /** Whether there is a file of a set, to be told from models that are networks. */
    public static boolean isAt(Path file) {
        return Files.isRegularFile(file) && Documents.read(file).format().equals(FORMAT);
    }
}
