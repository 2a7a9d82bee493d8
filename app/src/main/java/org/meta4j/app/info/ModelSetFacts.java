package org.meta4j.app.info;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.meta4j.app.cli.Texts;
import org.meta4j.app.models.Fact;
import org.meta4j.app.tables.ModelSetFile;
import org.meta4j.tabular.modelset.LearnedRidge;
import org.meta4j.tabular.modelset.Member;
import org.meta4j.tabular.modelset.ModelSet;
import org.meta4j.tabular.modelset.TrainedModelSet;

/** What a file of a set of models says, under its headings. */
final class ModelSetFacts {
    private ModelSetFacts() {}

    static Map<String, List<Fact>> of(ModelSetFile file) {
        Map<String, List<Fact>> facts = new LinkedHashMap<>();
        facts.put("learner", learner(file.set()));
        ModelSetFile.Provenance from = file.provenance();
        facts.put(
                "provenance",
                List.of(
                        new Fact(
                                "data",
                                from.data() + ", " + from.trainingTables().size() + " tables"),
                        new Fact("SHA-256 of the data", from.dataFingerprint()),
                        new Fact("split seed", Long.toString(from.splitSeed())),
                        new Fact("library", "meta4j " + from.library() + ", Java " + from.java())));
        facts.put(
                "training",
                List.of(
                        new Fact(
                                "tasks",
                                Texts.count(from.settings().tasks()) + " of "
                                        + from.tasks().label() + ", "
                                        + (from.ways() == 1 ? "" : from.ways() + "-way ") + from.shots() + "-shot "
                                        + from.queries() + " queries"),
                        new Fact("seed", Long.toString(from.seed())),
                        new Fact("training time", Texts.duration(from.seconds()))));
        return facts;
    }

    private static List<Fact> learner(TrainedModelSet set) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("method", ModelSet.NAME));
        for (int i = 0; i < set.members().size(); i++) {
            Member member = set.members().get(i);
            String learned = member.learner() instanceof LearnedRidge ridge
                    ? String.format(Locale.ROOT, ", penalty %.3g", ridge.lambda())
                    : "";
            facts.add(new Fact(
                    "member " + member.name(),
                    String.format(
                            Locale.ROOT,
                            "prior weight %.3f, by errors alone %.3f%s",
                            set.prior()[i],
                            set.hedge()[i],
                            learned)));
        }
        facts.add(new Fact(
                "competition", String.format(Locale.ROOT, "%d folds, sharpness %.3g", set.folds(), set.sharpness())));
        return facts;
    }
}
