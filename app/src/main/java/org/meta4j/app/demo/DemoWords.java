package org.meta4j.app.demo;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.meta4j.scores.MeanInterval;

/** What the demo tells a person. */
final class DemoWords {
    private final PrintWriter out;

    DemoWords(PrintWriter out) {
        this.out = out;
    }

    void training(DemoData data, DemoPlan plan) {
        say("Learning to learn characters (seed %d)", plan.training().seed());
        say("");
        say("1. Meta-training on %s.", data.training());
        say(
                "   %,d episodes; in each, %d characters are learned from %s and told apart.",
                plan.training().iterations(),
                plan.training().episode().ways(),
                plan.training().episode().shots() == 1
                        ? "one drawing each"
                        : plan.training().episode().shots() + " drawings each");
    }

    void testing(DemoData data, DemoPlan plan, double seconds) {
        say("   Done in %.0f s.", seconds);
        say("");
        say("2. Test on %s, never seen in training.", data.test());
        say(
                "   %,d tasks each: %d characters, %d new drawings of each to recognise.",
                plan.tasks(),
                DemoPlan.TEST.ways(),
                DemoPlan.TEST.queries());
    }

    void result(DemoResult result, Path folder) {
        say("     from 1 drawing of each character    %s", percent(result.oneShot()));
        say("     from 5 drawings of each character   %s", percent(result.fiveShot()));
        say("     by guessing                         %.1f %% right", 100.0 / DemoPlan.TEST.ways());
        say("   Nothing was trained for these tasks: each was learned in milliseconds from the drawings alone.");
        say("   (± is the 95 %% interval over the tasks)");
        say("");
        say("3. Look at one of these tasks: %s", result.picture());
        say("   The learned model: %s", result.model());
        say("");
        say("Go on with 10 characters of an alphabet that it never saw:");
        say("   meta4j adapt %s --model %s -o alphabet.task.safetensors", result.files().supports(), folder);
        say("   meta4j predict alphabet.task.safetensors %s", result.files().unknown());
        say("or with images of your own, one sub-folder for each class and a few images in each:");
        say("   meta4j adapt FOLDER --model %s", folder);
        say("   meta4j predict FOLDER.task.safetensors IMAGE…");
    }

    private static String percent(MeanInterval interval) {
        return String.format(Locale.ROOT, "%.1f %% right ± %.1f", 100 * interval.mean(), 100 * interval.halfWidth());
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
