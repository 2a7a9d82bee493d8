package org.meta4j.app.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meta4j.data.Caches;
import org.meta4j.data.Omniglot;
import org.meta4j.data.OmniglotSplit;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;

/** Omniglot. */
record OmniglotSource(Omniglot omniglot) implements DataSource {
    static OmniglotSource open(Path folder, ExampleShape shape) {
        int size = DataSources.squareGray("Omniglot", shape);
        return new OmniglotSource(Omniglot.load(folder, size, Optional.of(Caches.defaultFolder())));
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public List<String> splits() {
        return OmniglotSplit.NAMES;
    }

    @Override
    public MetaDataset split(String name, long seed, int ways) {
        return omniglot.split(OmniglotSplit.named(checkedSplit(name)).withSeed(seed));
    }

    @Override
    public Map<String, LabelledExamples> sections() {
        return Sections.of("all", omniglot.characters());
    }

    @Override
    public String kind() {
        return "Omniglot";
    }
}
