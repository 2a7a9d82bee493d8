package org.meta4j.bench.reproduce;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.meta4j.naming.Suggestions;

/**
 * All rows of the table of reproductions. Omniglot is in Vinyals' split; learners are trained on its training and
 * validation classes, each character in four rotations, with the network that all have in common (four blocks of 64 filters
 * and stride 2) unless the row's title says otherwise, and tested on 1,000 tasks of test classes with 15 queries a class.
 * Tasks of the learners that adapt also have one query a class, as in MAML's paper.
 * (T) is for transductive: a task's queries are there at once, and share the statistics of batch normalisation or, where a head
 * is named, its clusters. What the words of a row do not
 * say is as {@code meta4j train} has it by default for the method. Emoji, five drawings a class in as many styles, are
 * distorted at random in training, and tested with 4 queries a class on classes of other categories.
 */
public final class Rows {
    private static final double MINUTES = 90;
    private static final int QUERIES = 15;
    private static final List<String> OMNIGLOT =
            List.of("omniglot-images_background.zip", "omniglot-images_evaluation.zip");
    private static final List<String> EMOJI = List.of("emoji-styles-32.zip");

    /** For trainings shorter than the default rate is made for. */
    private static final List<String> FAST = List.of("--meta-learning-rate", "0.003", "--halvings", "4");

    private Rows() {}

    /** All, in the order in which they are run. */
    public static List<Row> all() {
        List<Row> rows = new ArrayList<>();
        rows.add(metric("protonet", "ProtoNet", List.of(), 98.2, 99.5, 94.7, 98.5, furtherUses()));
        rows.add(metric("matching", "Matching networks", List.of(), 97.5, 98.7, 93.0, 98.0, List.of()));
        rows.add(metric("relation", "Relation network", List.of(), 98.0, 99.0, 93.0, null, List.of()));
        rows.add(metric("r2d2", "R2D2", FAST, 98.0, 99.3, 94.0, null, List.of()));
        rows.add(sequence("snail", "SNAIL", List.of("--halvings", "4"), 97.0));
        rows.add(sequence("mann", "Memory-augmented network", List.of(), 82.0));
        rows.add(adapting("maml", "MAML (T)", List.of(), 98.0));
        rows.add(fiveShots());
        rows.add(twentyWays());
        rows.add(adapting("fomaml", "First-order MAML (T)", List.of(), 97.3));
        rows.add(adapting("meta-sgd", "Meta-SGD (T)", List.of(), 98.3));
        rows.add(adapting("anil", "ANIL (T)", List.of(), 97.3));
        rows.add(adapting("maml++", "MAML++ (T)", List.of(), 98.7));
        rows.add(adapting("imaml", "Implicit MAML (T)", List.of(), 97.5));
        rows.add(reptile());
        rows.add(sinusoid("sinusoid-maml", "MAML, sinusoid", "maml", "maml", new double[] {0.67, 0.38, 0.35}));
        rows.add(sinusoid("sinusoid-meta-sgd", "Meta-SGD, sinusoid", "meta-sgd", "meta-sgd", new double[] {0.90}));
        for (String method : List.of(
                "protonet",
                "matching",
                "relation",
                "r2d2",
                "maml",
                "fomaml",
                "meta-sgd",
                "anil",
                "maml++",
                "reptile")) {
            rows.add(emoji(method));
        }
        return List.copyOf(rows);
    }

    /**
     * The row of that name.
     *
     * @throws IllegalArgumentException if there is none, with those that there are
     */
    public static Row named(String name) {
        List<Row> rows = all();
        List<String> names = rows.stream().map(Row::name).toList();
        return rows.stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(Suggestions.unknown("row", name, names)));
    }

    private static Row metric(
            String method,
            String title,
            List<String> more,
            double fiveOne,
            double fiveFive,
            double twentyOne,
            @Nullable Double twentyFive,
            List<Cell> further) {
        List<Cell> cells = new ArrayList<>(List.of(
                omniglot(5, 1, Gate.percent(fiveOne)),
                omniglot(5, 5, Gate.percent(fiveFive)),
                omniglot(20, 1, Gate.percent(twentyOne)),
                omniglot(20, 5, twentyFive == null ? null : Gate.percent(twentyFive))));
        cells.addAll(further);
        return omniglot(method, method, title, more, cells);
    }

    /**
     * What else the embedding of prototypical networks is good for, without further training: tasks whose queries are all
     * there at once, and images of other kinds. Soft k-means does not know how many queries a class has, PT-MAP supposes that
     * all have as many.
     */
    private static List<Cell> furtherUses() {
        List<Cell> cells = new ArrayList<>();
        for (String head : List.of("soft-k-means", "pt-map")) {
            cells.add(transductive(head, 5, 1, 99.0));
            cells.add(transductive(head, 5, 5, 99.6));
            cells.add(transductive(head, 20, 1, 96.5));
            cells.add(transductive(head, 20, 5, 99.0));
        }
        cells.add(abroad("MNIST", "mnist"));
        cells.add(abroad("Fashion-MNIST", "fashion-mnist"));
        return cells;
    }

    private static Cell transductive(String head, int ways, int shots, double percent) {
        List<String> words = new ArrayList<>(omniglotTasks(ways, shots));
        words.addAll(List.of("--head", head));
        return new Cell(ways + "-way " + shots + "-shot, " + head + " (T)", words, Gate.percent(percent));
    }

    /** Trained on tasks of the ways and shots that it is tested on. */
    private static Row sequence(String method, String title, List<String> more, double fiveOne) {
        List<String> words = new ArrayList<>(List.of("--ways", "5", "--shots", "1"));
        words.addAll(more);
        return omniglot(method, method, title, words, List.of(omniglot(5, 1, Gate.percent(fiveOne))));
    }

    private static Row adapting(String method, String title, List<String> more, double fiveOne) {
        Gate gate = Gate.percent(fiveOne);
        return omniglot(method, method, title, more, List.of(transductive(5, 1, gate), ofPapersCount(gate)));
    }

    private static Row fiveShots() {
        return omniglot(
                "maml-5-shot",
                "maml",
                "MAML (T), trained with 5 shots",
                List.of("--ways", "5", "--shots", "5"),
                List.of(transductive(5, 5, Gate.percent(99.2))));
    }

    private static Row twentyWays() {
        return omniglot(
                "maml-20-way",
                "maml",
                "MAML (T), trained with 20 ways",
                List.of("--ways", "20", "--shots", "1"),
                List.of(transductive(20, 1, Gate.percent(91.0)), transductive(20, 5, Gate.percent(96.0))));
    }

    private static Row reptile() {
        List<String> inductive = new ArrayList<>(omniglotTasks(5, 1));
        inductive.addAll(List.of("--batch-norm", "support-plus-one"));
        return omniglot(
                "reptile",
                "reptile",
                "Reptile",
                List.of(),
                List.of(
                        new Cell("5-way 1-shot", inductive, Gate.percent(94.5)),
                        transductive(5, 1, Gate.percent(97.0)),
                        ofPapersCount(Gate.percent(97.0))));
    }

    private static Row omniglot(String name, String method, String title, List<String> more, List<Cell> cells) {
        List<String> train = new ArrayList<>(List.of(
                "--method",
                method,
                "--data",
                "omniglot:{data}",
                "--split",
                "vinyals",
                "--train-on-validation",
                "--calibration-tasks",
                "0"));
        train.addAll(more);
        return new Row(name, title, OMNIGLOT, train, MINUTES, cells);
    }

    private static Row sinusoid(String name, String title, String method, String protocol, double[] errors) {
        List<Cell> cells = new ArrayList<>();
        int[] steps = {1, 5, 10};
        for (int i = 0; i < errors.length; i++) {
            cells.add(new Cell(
                    steps[i] == 1 ? "1 step" : steps[i] + " steps",
                    List.of("--data", "sinusoid:" + protocol, "--solving-steps", String.valueOf(steps[i])),
                    Gate.error(errors[i])));
        }
        return new Row(name, title + ", 5-shot", List.of(), sinusoidWords(method, protocol), 0, cells);
    }

    /**
     * MAML takes two steps in training: trained with one, its loss is so steep that five and ten diverge on some tasks.
     * Meta-SGD is validated as it is tested, after one: more diverge.
     */
    private static List<String> sinusoidWords(String method, String protocol) {
        List<String> words =
                new ArrayList<>(List.of("--method", method, "--data", "sinusoid:" + protocol, "--iterations", "70000"));
        if (method.equals("maml")) {
            words.addAll(List.of("--inner-steps", "2", "--validate-every", "1000"));
        } else {
            words.addAll(List.of("--solving-steps", "1"));
        }
        return words;
    }

    private static Row emoji(String method) {
        String file = "emoji:{data}/" + EMOJI.get(0);
        List<String> train = new ArrayList<>(List.of("--method", method, "--data", file, "--calibration-tasks", "0"));
        train.addAll(List.of("--validate-every", "250", "--distort", "0.12,25,0.2"));
        // Five drawings a class. Reptile has no queries in training, and steps through two supports a class at a time.
        train.addAll(
                method.equals("reptile")
                        ? List.of("--training-shots", "4", "--training-queries", "1")
                        : List.of("--training-queries", "4"));
        List<String> eval = List.of("--data", file, "--split", "categories:test", "--queries", "4", "--tasks", "1000");
        return new Row(
                "emoji-" + method, "Emoji, " + method, EMOJI, train, 20, List.of(new Cell("5-way 1-shot", eval, null)));
    }

    private static Cell omniglot(int ways, int shots, @Nullable Gate gate) {
        return new Cell(ways + "-way " + shots + "-shot", omniglotTasks(ways, shots), gate);
    }

    private static Cell transductive(int ways, int shots, Gate gate) {
        List<String> words = new ArrayList<>(omniglotTasks(ways, shots));
        words.addAll(List.of("--batch-norm", "transductive"));
        return new Cell(ways + "-way " + shots + "-shot (T)", words, gate);
    }

    /**
     * As many queries as MAML's paper has, one of each class. Transductive statistics then say that all of them differ, which is
     * worth a point or two, and most published figures have it.
     */
    private static Cell ofPapersCount(Gate gate) {
        List<String> words = new ArrayList<>(omniglotTasks(5, 1, 1));
        words.addAll(List.of("--batch-norm", "transductive"));
        return new Cell("5-way 1-shot, one query a class (T)", words, gate);
    }

    private static List<String> omniglotTasks(int ways, int shots) {
        return omniglotTasks(ways, shots, QUERIES);
    }

    private static List<String> omniglotTasks(int ways, int shots, int queries) {
        return List.of(
                "--data",
                "omniglot:{data}",
                "--split",
                "vinyals:test",
                "--ways",
                String.valueOf(ways),
                "--shots",
                String.valueOf(shots),
                "--queries",
                String.valueOf(queries),
                "--tasks",
                "1000");
    }

    /** Tasks of other images, without further training. */
    private static Cell abroad(String title, String data) {
        return new Cell(
                title + ", 5-way 1-shot",
                List.of(
                        "--data",
                        data + ":{data}/" + data,
                        "--split",
                        "all",
                        "--ways",
                        "5",
                        "--shots",
                        "1",
                        "--queries",
                        "15",
                        "--tasks",
                        "1000"),
                null);
    }
}
