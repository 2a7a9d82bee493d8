package org.meta4j.app.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meta4j.data.OmniglotRuns;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;

/** Data of any kind, read to be looked into; Lake's runs too, of which no tasks can be drawn. */
public final class LoadedData {
    private final Optional<DataSource> source;
    private final Map<String, LabelledExamples> sections;

    private LoadedData(Optional<DataSource> source, Map<String, LabelledExamples> sections) {
        this.source = source;
        this.sections = sections;
    }

    /**
     * Reads data in their natural shape.
     *
     * @throws org.meta4j.data.DataException if they cannot be read
     */
    public static LoadedData of(DataSpec spec, boolean skipBad) {
        if (spec.kind() == DataSpec.Kind.LAKE_RUNS) {
            int side = DataSources.DEFAULT_SHAPE.sizes().get(0);
            OmniglotRuns runs = OmniglotRuns.load(Path.of(spec.folder()), side);
            return new LoadedData(Optional.empty(), Sections.of("all", runs.characters()));
        }
        DataSource source = DataSources.open(spec, DataSources.naturalShape(spec, skipBad), skipBad);
        return new LoadedData(Optional.of(source), source.sections());
    }

    /** The data's own parts by name, in order. */
    public Map<String, LabelledExamples> sections() {
        return sections;
    }

    /** How they were read, a line each. */
    public List<String> notes() {
        return source.map(DataSource::notes).orElse(List.of());
    }

    /** What they are. */
    public String kind() {
        return source.map(DataSource::kind).orElse("Lake's one-shot runs");
    }

    /** Names of the ways to divide them, the default first. */
    public List<String> splits() {
        return source.map(DataSource::splits).orElse(List.of());
    }

    /** Divides them with seed 0. */
    public MetaDataset split(String name, int ways) {
        return source.orElseThrow().split(name, 0, ways);
    }
}
