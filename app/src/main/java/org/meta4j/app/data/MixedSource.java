package org.meta4j.app.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.meta4j.app.cli.Texts;
import org.meta4j.data.DataException;
import org.meta4j.data.Duplicates;
import org.meta4j.data.MetaDatasets;
import org.meta4j.data.WeightedData;
import org.meta4j.tasks.LabelledExamples;
import org.meta4j.tasks.MetaDataset;

/** Several sets at once: each task is drawn from one of them. */
record MixedSource(List<Member> members) implements DataSource {
    private static final String SPLIT = "mixed";

    /** A set, with its own split. */
    record Member(String name, DataSource source, String split, double weight) {}

    MixedSource {
        members = List.copyOf(members);
    }

    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        double sum = members.stream().mapToDouble(Member::weight).sum();
        for (Member member : members) {
            notes.add(Texts.percent(member.weight / sum) + " of the tasks are drawn from " + member.name + " (split "
                    + member.split + ")");
            member.source.notes().forEach(note -> notes.add(member.name + ": " + note));
        }
        return notes;
    }

    @Override
    public List<String> splits() {
        return List.of(SPLIT);
    }

    /** Each set as its own split has it; no test example may be an example of another set's training classes. */
    @Override
    public MetaDataset split(String name, long seed, int ways) {
        checkedSplit(name);
        MetaDataset mixed = MetaDatasets.mixed(members.stream()
                .map(member ->
                        new WeightedData(member.name, member.source.split(member.split, seed, ways), member.weight))
                .toList());
        for (Duplicates.Copies copies : Duplicates.find(Sections.of(mixed))) {
            Duplicates.Place first = copies.places().get(0);
            copies.places().stream()
                    .filter(place -> !place.section().equals(first.section())
                            && !set(place).equals(set(first)))
                    .findFirst()
                    .ifPresent(place -> {
                        throw new DataException("the sets share examples: " + name(first) + " is the same as "
                                + name(place) + ": remove one, or use one of the sets alone");
                    });
        }
        return mixed;
    }

    private static String set(Duplicates.Place place) {
        String name = place.classInfo().name();
        return name.substring(0, name.indexOf('/'));
    }

    private static String name(Duplicates.Place place) {
        return place.example() + " of the " + place.section() + " class '"
                + place.classInfo().name() + "'";
    }

    @Override
    public Map<String, LabelledExamples> sections() {
        Map<String, LabelledExamples> sections = new LinkedHashMap<>();
        members.forEach(member ->
                member.source.sections().forEach((name, examples) -> sections.put(member.name + " " + name, examples)));
        return sections;
    }

    @Override
    public String kind() {
        return "several sets";
    }
}
