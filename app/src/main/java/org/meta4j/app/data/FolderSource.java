package org.meta4j.app.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.meta4j.data.FolderSplit;
import org.meta4j.data.ImageClasses;
import org.meta4j.data.ImageFolder;
import org.meta4j.data.Ink;
import org.meta4j.tasks.ExampleShape;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;

/** A folder of images, with its classes to be divided by seed, or divided by its folders already. */
final class FolderSource implements DataSource {
    private static final String RANDOM = "random";
    private static final String ALL = "all";
    private static final String GIVEN = "given";

    private final Optional<ImageFolder> images;
    private final Optional<FolderSplit.Loaded> given;

    private FolderSource(Optional<ImageFolder> images, Optional<FolderSplit.Loaded> given) {
        this.images = images;
        this.given = given;
    }

    static FolderSource open(Path folder, ExampleShape shape, boolean skipBad) {
        ImageFolder.Options options =
                ImageFolder.Options.DEFAULT.withShape(shape).withSkipBad(skipBad);
        boolean divided = FolderSplit.isGiven(folder);
        // Whether each part has enough classes is looked at when the shape of the tasks is known.
        return divided
                ? new FolderSource(Optional.empty(), Optional.of(FolderSplit.DEFAULT.load(folder, options, 2)))
                : new FolderSource(Optional.of(ImageFolder.load(folder, options)), Optional.empty());
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        Ink ink = images.map(ImageFolder::ink)
                .or(() -> given.map(FolderSplit.Loaded::ink))
                .orElse(Ink.KEEP);
        if (ink == Ink.INVERT) {
            notes.add("the images are dark on bright and were inverted");
        }
        List<ImageFolder.Skipped> skipped = images.map(ImageFolder::skipped)
                .or(() -> given.map(FolderSplit.Loaded::skipped))
                .orElse(List.of());
        skipped.forEach(image -> notes.add("left out " + image.file() + " (" + image.reason() + ")"));
        return notes;
    }

    @Override
    public List<String> splits() {
        return given.isPresent() ? List.of(GIVEN) : List.of(RANDOM, ALL);
    }

    @Override
    public MetaDataset split(String name, long seed, int ways) {
        checkedSplit(name);
        if (given.isPresent()) {
            return given.get().dataset();
        }
        ImageFolder folder = images.orElseThrow();
        return name.equals(ALL)
                ? all(folder)
                : FolderSplit.DEFAULT.withSeed(seed).drawn(folder, ways);
    }

    /** Every class is a test class: for a learner that was trained on other data. */
    private static MetaDataset all(ImageFolder folder) {
        ImageClasses none = folder.images().subset(List.of());
        Path name = folder.folder().toAbsolutePath().normalize().getFileName();
        return new MetaDataset("folder/" + name, folder.images().fingerprint(), none, none, folder.images());
    }

    @Override
    public Map<String, LabelledExamples> sections() {
        return given.map(loaded -> Sections.of(loaded.dataset()))
                .orElseGet(() -> Sections.of("all", images.orElseThrow().images()));
    }

    @Override
    public String kind() {
        return "a folder";
    }
}
