package org.meta4j.tabular.family;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.meta4j.data.DataException;
import org.meta4j.data.Fingerprint;
import org.meta4j.naming.Suggestions;
import org.meta4j.tabular.Domain;
import org.meta4j.tabular.TableArchive;
import org.meta4j.tabular.internal.Draw;
import org.meta4j.tabular.internal.EncodedDomain;
import org.meta4j.tasks.EpisodeShape;
import org.meta4j.tasks.Seeds;
import org.meta4j.tasks.TaskFamily;
import org.meta4j.tasks.TaskSource;

/**
 * Tasks from tables: each table is a domain, a task is a few of its rows and some of its features. Tables are divided by their
 * groups, so that no table of the test, nor another version of one, was seen in meta-training. Tasks come from the tables in
 * turn, so that each counts as much as any other however many rows it has.
 *
 * <p>Of each task, features and numbers to predict are brought to mean 0 and deviation 1 by the support alone; features beyond 5
 * deviations count as 5, for a deviation from few rows may be tiny by chance. All examples have the same number of features:
 * a table with more of them gives each task some, drawn at random, one with fewer has zeros for the rest. A missing number
 * is the support's mean.
 */
public final class TableTasks implements TaskFamily {
    /** Queries of a task, by default: {@value}. */
    public static final int QUERIES = 20;

    private final String name;
    private final String fingerprint;
    private final Settings settings;
    private final boolean regression;
    private final Map<Part, List<EncodedDomain>> parts = new LinkedHashMap<>();

    /** Which tables. */
    public enum Part {
        TRAIN,
        TEST,
        ALL
    }

    /**
     * How tasks are made of tables.
     *
     * @param features of an example, at least 1
     * @param testShare share of the tables that is tested on, above 0 and below 1
     * @param splitSeed that the groups are divided by
     */
    public record Settings(int features, double testShare, long splitSeed) {
        /** Five features, half of the tables. */
        public static final Settings DEFAULT = new Settings(5, 0.5, 0);

        public Settings {
            if (features < 1) {
                throw new IllegalArgumentException("features must be at least 1, but was " + features);
            }
            if (!(testShare > 0 && testShare < 1)) {
                throw new IllegalArgumentException("testShare must be above 0 and below 1, but was " + testShare);
            }
        }

        public Settings withSplitSeed(long seed) {
            return new Settings(features, testShare, seed);
        }

        public Settings withFeatures(int count) {
            return new Settings(count, testShare, splitSeed);
        }
    }

    /** Tables to train and to test on. */
    private record Division(String description, List<Domain> train, List<Domain> test) {}

    /**
     * Of an archive whose domains are all of one kind, divided at random.
     *
     * @throws DataException if they are of fewer than two groups, which cannot be divided
     */
    public TableTasks(TableArchive archive, Settings settings) {
        this(archive, settings, drawn(archive, settings));
    }

    /**
     * Of an archive whose domains are all of one kind, divided so that nothing of the given tables is trained on.
     *
     * @param tables to test on, with all other versions of them
     * @throws DataException if there is none of such a name, or no table is left to train on
     */
    public static TableTasks holdingOut(TableArchive archive, Settings settings, List<String> tables) {
        Set<String> tested = new TreeSet<>();
        tables.forEach(table -> tested.add(archive.domain(table).group()));
        List<Domain> train = new ArrayList<>();
        List<Domain> test = new ArrayList<>();
        archive.domains().forEach(domain -> (tested.contains(domain.group()) ? test : train).add(domain));
        Division division = new Division(settings.features + " of all but " + tested, train, test);
        if (division.train.isEmpty()) {
            throw new DataException(
                    archive.name() + " has no table that is not a version of " + tables + ": give others to train on");
        }
        return new TableTasks(archive, settings, division);
    }

    private TableTasks(TableArchive archive, Settings settings, Division division) {
        this.settings = settings;
        regression = archive.domains().get(0).isRegression();
        name = "tables/" + archive.name() + "/" + (regression ? "regression" : "classification");
        // One sum tells which data and which split.
        fingerprint = Fingerprint.combined(
                List.of(archive.fingerprint(), Fingerprint.ofText(name + "/1/" + division.description)));
        parts.put(Part.TRAIN, encoded(division.train));
        parts.put(Part.TEST, encoded(division.test));
        parts.put(Part.ALL, encoded(archive.domains()));
    }

    private static Division drawn(TableArchive archive, Settings settings) {
        List<Domain> domains = archive.domains();
        Map<String, List<Domain>> groups = new TreeMap<>();
        domains.forEach(domain ->
                groups.computeIfAbsent(domain.group(), g -> new ArrayList<>()).add(domain));
        if (groups.size() < 2) {
            throw new DataException(archive.name() + " has tables of one group only, '"
                    + groups.keySet().iterator().next() + "': give tables of at least two, to train and to test on");
        }
        List<List<Domain>> shuffled = new ArrayList<>(groups.values());
        int[] order = Draw.of(
                IntStream.range(0, shuffled.size()).toArray(),
                shuffled.size(),
                new SplittableRandom(Seeds.of(settings.splitSeed, "tables/split")));
        List<Domain> train = new ArrayList<>();
        List<Domain> test = new ArrayList<>();
        int wanted = (int) Math.max(1, Math.round(domains.size() * settings.testShare));
        for (int g = 0; g < order.length; g++) {
            // The last group trains: there must be one.
            boolean tested = test.size() < wanted && g < order.length - 1;
            (tested ? test : train).addAll(shuffled.get(order[g]));
        }
        return new Division(settings.toString(), train, test);
    }

    private static List<EncodedDomain> encoded(List<Domain> domains) {
        return domains.stream().map(EncodedDomain::of).toList();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    /** Whether the tasks are of numbers. */
    public boolean isRegression() {
        return regression;
    }

    public Settings settings() {
        return settings;
    }

    /** Names of the tables of a part, sorted as in the archive. */
    public List<String> tables(Part part) {
        return domains(part).stream().map(EncodedDomain::name).sorted().toList();
    }

    private List<EncodedDomain> domains(Part part) {
        return parts.getOrDefault(part, List.of());
    }

    @Override
    public TaskSource trainingTasks(EpisodeShape shape, long seed) {
        return tasks(Part.TRAIN, shape, Seeds.of(seed, "tables/train"));
    }

    /** None: tables are few. */
    @Override
    public Optional<TaskSource> validationTasks(EpisodeShape shape, long seed) {
        return Optional.empty();
    }

    @Override
    public TaskSource testTasks(EpisodeShape shape, long seed) {
        return tasks(Part.TEST, shape, Seeds.of(seed, "tables/test"));
    }

    /**
     * Tasks of one table that is not trained on.
     *
     * @throws DataException if it is none of {@link Part#TEST}, or has too few rows
     */
    public TaskSource testTasks(String table, EpisodeShape shape, long seed) {
        if (!tables(Part.TEST).contains(table)) {
            throw new DataException(name + ": " + Suggestions.unknown("table to test on", table, tables(Part.TEST)));
        }
        List<EncodedDomain> one = usable(Part.TEST, shape).stream()
                .filter(domain -> domain.name().equals(table))
                .toList();
        if (one.isEmpty()) {
            throw new DataException(name + ": table '" + table + "' has too few rows for " + shape.shots() + " shots + "
                    + shape.queries() + " queries: use fewer of them");
        }
        return new DomainTasks(one, shape, settings.features, Seeds.of(seed, "tables/test/" + table));
    }

    /** Tasks of all tables, for learners that learn nothing from other tasks. */
    public TaskSource allTasks(EpisodeShape shape, long seed) {
        return tasks(Part.ALL, shape, Seeds.of(seed, "tables/all"));
    }

    /** Names of the tables that tasks 0, 1, … of a part come from, in turn, for that shape. */
    public List<String> turn(Part part, EpisodeShape shape) {
        return usable(part, shape).stream().map(EncodedDomain::name).toList();
    }

    private TaskSource tasks(Part part, EpisodeShape shape, long seed) {
        if (regression != (shape.ways() == 1)) {
            throw new IllegalArgumentException(
                    regression
                            ? "tasks of numbers have no classes, so ways must be 1, but was " + shape.ways()
                            : "ways must be at least 2, but was 1");
        }
        return new DomainTasks(usable(part, shape), shape, settings.features, seed);
    }

    private List<EncodedDomain> usable(Part part, EpisodeShape shape) {
        List<EncodedDomain> usable = domains(part).stream()
                .filter(domain -> regression
                        ? domain.rows() >= shape.examplesPerClass()
                        : domain.classesOf(shape.examplesPerClass()).length >= shape.ways())
                .toList();
        if (usable.isEmpty()) {
            throw new DataException(name + ": none of the " + domains(part).size() + " tables has "
                    + (regression ? "" : shape.ways() + " classes of ") + shape.examplesPerClass() + " rows for "
                    + shape.shots() + " shots + " + shape.queries() + " queries: use fewer of them");
        }
        return usable;
    }
}
