package org.meta4j.app.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meta4j.data.IdxImages;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;

/** MNIST or Fashion-MNIST. */
record IdxSource(IdxImages images) implements DataSource {
    private static final String RANDOM = "random";
    /** All classes in each part, each with examples of its own: {@value}. */
    static final String KNOWN = "known";

    private static final String ALL = "all";

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public List<String> splits() {
        return List.of(RANDOM, KNOWN, ALL);
    }

    @Override
    public MetaDataset split(String name, long seed, int ways) {
        return switch (checkedSplit(name)) {
            case KNOWN -> images.known();
            case ALL -> images.all();
            default -> images.split(seed, ways);
        };
    }

    @Override
    public Map<String, LabelledExamples> sections() {
        Map<String, LabelledExamples> sections = new LinkedHashMap<>();
        sections.put("training images", images.training());
        sections.put("test images", images.test());
        return sections;
    }

    @Override
    public String kind() {
        return images.name();
    }
}
