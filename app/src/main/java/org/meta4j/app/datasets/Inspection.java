package org.meta4j.app.datasets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.meta4j.app.data.DataSpec;
import org.meta4j.app.data.LoadedData;
import org.meta4j.data.DataException;
import org.meta4j.data.Duplicates;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.LabelledExamples.ClassInfo;
import org.meta4j.tasks.MetaDataset;

/** Looks into data and gathers what is to be said of them. */
final class Inspection {
    private static final int[] USUAL_WAYS = {2, 5, 10, 20};
    private static final int[] USUAL_SHOTS = {1, 5};
    private static final int SPLIT_WAYS = 5;

    private final DataSpec spec;
    private final List<String> problems = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Inspection(DataSpec spec) {
        this.spec = spec;
    }

    static InfoReport of(DataSpec spec) {
        return new Inspection(spec).report();
    }

    private InfoReport report() {
        Optional<LoadedData> loaded = load();
        Map<String, LabelledExamples> sections =
                loaded.map(LoadedData::sections).orElse(Map.of());
        Map<String, ClassInfo> classes = classes(sections);
        boolean folder = spec.kind() == DataSpec.Kind.FOLDER && Files.isDirectory(Path.of(spec.folder()));
        FileFacts facts = FileFacts.of(folder ? ImageTree.of(Path.of(spec.folder())) : List.of());
        List<List<String>> duplicates = folder ? duplicateFiles(facts, sections.keySet()) : duplicateExamples(sections);
        checkClasses(classes);
        Comparator<ClassInfo> bySize = Comparator.comparingInt(ClassInfo::size);
        return new InfoReport(
                spec.toString(),
                loaded.map(LoadedData::kind).orElse(spec.kind().toString().toLowerCase(Locale.ROOT)),
                classes.size(),
                classes.values().stream().mapToInt(ClassInfo::size).sum(),
                (int) classes.values().stream().map(ClassInfo::group).distinct().count(),
                sections.values().stream()
                        .findFirst()
                        .map(e -> e.shape().toString())
                        .orElse(""),
                sections.entrySet().stream()
                        .map(e -> new InfoReport.Section(
                                e.getKey(),
                                e.getValue().classes().size(),
                                e.getValue().classes().stream()
                                        .mapToInt(ClassInfo::size)
                                        .sum()))
                        .toList(),
                classes.values().stream().min(bySize).map(Inspection::size).orElse(null),
                classes.values().stream().max(bySize).map(Inspection::size).orElse(null),
                facts.sizes(),
                loaded.map(Inspection::splits).orElse(List.of()),
                episodes(classes),
                duplicates.stream().limit(InfoReport.MOST_DUPLICATES).toList(),
                duplicates.size(),
                List.copyOf(notes),
                List.copyOf(problems));
    }

    /** With what is bad left out, if it has to be; what cannot be read at all is a problem like others. */
    private Optional<LoadedData> load() {
        for (boolean skipBad : new boolean[] {false, true}) {
            try {
                LoadedData loaded = LoadedData.of(spec, skipBad);
                (skipBad ? problems : notes).addAll(loaded.notes());
                return Optional.of(loaded);
            } catch (DataException e) {
                if (skipBad) {
                    problems.add(String.valueOf(e.getMessage()));
                }
            }
        }
        return Optional.empty();
    }

    /** By origin: a class that is in several sections counts once. */
    private static Map<String, ClassInfo> classes(Map<String, LabelledExamples> sections) {
        Map<String, ClassInfo> classes = new LinkedHashMap<>();
        for (LabelledExamples examples : sections.values()) {
            for (ClassInfo info : examples.classes()) {
                classes.merge(
                        info.origin(),
                        info,
                        (a, b) -> new ClassInfo(a.name(), a.group(), a.origin(), a.size() + b.size()));
            }
        }
        return classes;
    }

    private static InfoReport.ClassSize size(ClassInfo info) {
        return new InfoReport.ClassSize(info.name(), info.size());
    }

    private static List<InfoReport.Split> splits(LoadedData loaded) {
        List<InfoReport.Split> splits = new ArrayList<>();
        for (String name : loaded.splits()) {
            try {
                MetaDataset data = loaded.split(name, SPLIT_WAYS);
                splits.add(new InfoReport.Split(
                        name,
                        data.train().classes().size(),
                        data.validation().classes().size(),
                        data.test().classes().size(),
                        data.disjoint(),
                        ""));
            } catch (DataException e) {
                splits.add(new InfoReport.Split(
                        name, 0, 0, 0, MetaDataset.Disjoint.CLASSES, String.valueOf(e.getMessage())));
            }
        }
        return splits;
    }

    private static InfoReport.Episodes episodes(Map<String, ClassInfo> classes) {
        int least = classes.values().stream().mapToInt(ClassInfo::size).min().orElse(0);
        List<InfoReport.Shape> shapes = new ArrayList<>();
        for (int ways : USUAL_WAYS) {
            for (int shots : USUAL_SHOTS) {
                shapes.add(new InfoReport.Shape(ways, shots, ways <= classes.size() ? Math.max(0, least - shots) : 0));
            }
        }
        return new InfoReport.Episodes(classes.size(), least, shapes);
    }

    private void checkClasses(Map<String, ClassInfo> classes) {
        List<String> alone = classes.values().stream()
                .filter(info -> info.size() < 2)
                .map(info -> "'" + info.name() + "'")
                .toList();
        if (!alone.isEmpty()) {
            problems.add((alone.size() == 1 ? "class " + alone.get(0) + " has" : alone.size() + " classes have")
                    + " 1 example" + (alone.size() == 1 ? "" : " each (" + first(alone) + ")")
                    + ": a task needs 1 shot and 1 query of a class at least; add examples");
        }
        Map<String, List<String>> byLowerCase = new TreeMap<>();
        classes.values()
                .forEach(info -> byLowerCase
                        .computeIfAbsent(info.name().toLowerCase(Locale.ROOT).strip(), name -> new ArrayList<>())
                        .add("'" + info.name() + "'"));
        byLowerCase.values().stream()
                .filter(names -> names.size() > 1)
                .forEach(names -> problems.add("classes " + String.join(" and ", names)
                        + " differ by capitals or spaces only: are they one class?"));
    }

    private static String first(List<String> names) {
        return names.stream().limit(3).collect(Collectors.joining(", ")) + (names.size() > 3 ? ", …" : "");
    }

    private List<List<String>> duplicateExamples(Map<String, LabelledExamples> sections) {
        List<Duplicates.Copies> copies = Duplicates.find(sections);
        count(
                copies.stream().filter(Duplicates.Copies::acrossClasses).count(),
                copies.stream().filter(Duplicates.Copies::acrossSections).count());
        return copies.stream()
                .sorted(Comparator.comparing(c -> !c.acrossClasses() && !c.acrossSections()))
                .map(c -> c.places().stream()
                        .map(place -> (sections.size() > 1 ? place.section() + ": " : "")
                                + place.classInfo().name() + "/" + place.example())
                        .toList())
                .toList();
    }

    /** Files that are equal byte for byte. In a divided folder the first folder on the way is the section. */
    private List<List<String>> duplicateFiles(FileFacts facts, Set<String> sections) {
        boolean divided = sections.size() > 1;
        Set<List<ImageTree.Image>> classes = new LinkedHashSet<>();
        Set<List<ImageTree.Image>> parts = new LinkedHashSet<>();
        for (List<ImageTree.Image> same : facts.copies()) {
            if (same.stream().map(ImageTree.Image::label).distinct().count() > 1) {
                classes.add(same);
            }
            if (divided && same.stream().map(ImageTree.Image::top).distinct().count() > 1) {
                parts.add(same);
            }
        }
        count(classes.size(), parts.size());
        return facts.copies().stream()
                .sorted(Comparator.comparing(same -> !classes.contains(same)))
                .map(same -> same.stream()
                        .map(image -> image.label() + "/" + image.file().getFileName())
                        .toList())
                .toList();
    }

    private void count(long acrossClasses, long acrossSections) {
        if (acrossClasses > 0) {
            problems.add(acrossClasses + (acrossClasses == 1 ? " example is" : " examples are")
                    + " in more than one class: one of the labels is wrong");
        }
        if (acrossSections > 0) {
            problems.add(acrossSections + (acrossSections == 1 ? " example is" : " examples are")
                    + " in more than one part of the data: scores on one after training on another are too good");
        }
    }
}
