package org.meta4j.app.demo;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.meta4j.app.cli.Invocation;
import org.meta4j.app.cli.Texts;
import org.meta4j.scores.MeanInterval;
import org.meta4j.tasks.EpisodeShape;

/** What the demo tells a person. */
final class DemoWords {
    private final PrintWriter out;

    DemoWords(PrintWriter out) {
        this.out = out;
    }

    void training(DemoData data, DemoPlan plan) {
        EpisodeShape episode = plan.training().episode();
        String drawings = episode.shots() == 1 ? "one drawing each" : episode.shots() + " drawings each";
        say("Learning to learn characters (seed " + plan.training().seed() + ")");
        say("");
        say("1. Meta-training on " + data.training() + ".");
        say("   " + Texts.count(plan.training().iterations()) + " episodes; in each, " + episode.ways()
                + " characters are learned from " + drawings + " and told apart.");
    }

    void testing(DemoData data, DemoPlan plan, double seconds) {
        say("   Done in " + Texts.duration(seconds) + ".");
        say("");
        say("2. Test on " + data.test() + ", never seen in training.");
        say("   " + Texts.count(plan.tasks()) + " tasks each: " + DemoPlan.TEST.ways() + " characters, "
                + DemoPlan.TEST.queries() + " new drawings of each to recognise.");
    }

    void result(DemoResult result, Path folder) {
        say("     from 1 drawing of each character    " + percent(result.oneShot()));
        say("     from 5 drawings of each character   " + percent(result.fiveShot()));
        say("     by guessing                         " + Texts.percent(1.0 / DemoPlan.TEST.ways()) + " right");
        say("   Nothing was trained for these tasks: each was learned in milliseconds from the drawings alone.");
        say("   (± is the 95 % interval over the tasks)");
        say("");
        say("3. Look at one of these tasks: " + result.picture());
        say("   The learned model: " + result.model());
        say("");
        say("Go on with characters of an alphabet that it never saw:");
        hint("adapt", result.files().supports(), "--model", folder, "-o", "alphabet.task.safetensors");
        hint("predict", "alphabet.task.safetensors", result.files().unknown());
        say("or with images of your own, one sub-folder for each class and a few images in each:");
        hint("adapt", "FOLDER", "--model", folder);
        hint("predict", "FOLDER.task.safetensors", "IMAGE…");
    }

    private static String percent(MeanInterval interval) {
        return Texts.percent(interval.mean()) + " right ± " + Texts.percentPoints(interval.halfWidth());
    }

    private void hint(Object... words) {
        say("   " + Invocation.hint(words));
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
