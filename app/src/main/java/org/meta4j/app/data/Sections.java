package org.meta4j.app.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;

/** Parts of data by name, in order. */
final class Sections {
    private Sections() {}

    static Map<String, LabelledExamples> of(String name, LabelledExamples examples) {
        return Map.of(name, examples);
    }

    /** The parts of a split that have classes. */
    static Map<String, LabelledExamples> of(MetaDataset data) {
        Map<String, LabelledExamples> sections = new LinkedHashMap<>();
        for (Part part : Part.values()) {
            if (!part.of(data).classes().isEmpty()) {
                sections.put(part.label(), part.of(data));
            }
        }
        return Collections.unmodifiableMap(sections);
    }
}
