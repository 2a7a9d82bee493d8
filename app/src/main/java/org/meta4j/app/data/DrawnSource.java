package org.meta4j.app.data;

import java.util.List;
import java.util.Map;
import org.meta4j.data.drawn.DrawnAlphabets;
import org.meta4j.data.drawn.DrawnAlphabetsSettings;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;

/** Made-up alphabets: those that train, validate and test are different ones. */
record DrawnSource(MetaDataset data) implements DataSource {
    private static final String SPLIT = "alphabets";

    static DrawnSource open(long seed, ExampleShape shape) {
        int size = DataSources.squareGray("drawn alphabets", shape);
        return new DrawnSource(DrawnAlphabets.metaDataset(DrawnAlphabetsSettings.DEFAULT.withSize(size), seed));
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public List<String> splits() {
        return List.of(SPLIT);
    }

    /** The split is given with the data: no seed changes it. */
    @Override
    public MetaDataset split(String name, long seed, int ways) {
        checkedSplit(name);
        return data;
    }

    @Override
    public Map<String, LabelledExamples> sections() {
        return Sections.of(data);
    }

    @Override
    public String kind() {
        return "drawn alphabets";
    }
}
