package org.meta4j.app.reproduce;

import java.util.List;
import java.util.Locale;
import org.meta4j.app.cli.Texts;
import org.meta4j.bench.reproduce.Gate;

/** The results as a table in Markdown. */
final class ReproductionTable {
    private ReproductionTable() {}

    static String of(List<CellResult> cells) {
        StringBuilder table = new StringBuilder();
        table.append(
                "| row | learner | test | wanted | measured | batch-norm | tasks | queries | training | iterations | TFLOP |\n");
        table.append("|---|---|---|---|---|---|---:|---:|---|---:|---:|\n");
        cells.forEach(cell -> table.append(line(cell)).append('\n'));
        return table.toString();
    }

    private static String line(CellResult cell) {
        CellResult.Training training = cell.training();
        CellResult.Test test = cell.test();
        return "| "
                + String.join(
                        " | ",
                        cell.row(),
                        cell.title(),
                        cell.cell(),
                        cell.gate() == null ? "" : new Gate(cell.gate(), cell.atLeast()).toString(),
                        measured(cell),
                        test == null || test.batchNorm() == null ? "" : test.batchNorm(),
                        test == null ? "" : Texts.count(test.tasks()),
                        test == null ? "" : String.valueOf(test.queries()),
                        training == null
                                ? ""
                                : Texts.duration(training.seconds()) + ", seed " + training.seed() + ", "
                                        + training.threads() + (training.threads() == 1 ? " thread" : " threads"),
                        training == null ? "" : Texts.count(training.iterations()),
                        training == null ? "" : String.format(Locale.ROOT, training.flops() < 1e14 ? "%.1f" : "%,.0f", training.flops() / 1e12))
                + " |";
    }

    private static String measured(CellResult cell) {
        Double value = cell.value();
        Double interval = cell.ci95();
        if (value == null || interval == null) {
            return cell.state() == CellResult.State.TRAINING ? "in training" : "open";
        }
        if (value.isNaN()) {
            return "diverges";
        }
        String text = cell.atLeast()
                ? String.format(Locale.ROOT, "%.2f ± %.2f", 100 * value, 100 * interval)
                : String.format(Locale.ROOT, "%.3f ± %.3f", value, interval);
        return Boolean.TRUE.equals(cell.reached()) ? "**" + text + "**" : text;
    }
}
