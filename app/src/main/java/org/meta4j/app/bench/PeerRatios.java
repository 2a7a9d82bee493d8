package org.meta4j.app.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.meta4j.app.pictures.plot.Anchor;
import org.meta4j.app.pictures.plot.Canvas;
import org.meta4j.app.pictures.plot.Ink;
import org.meta4j.app.pictures.plot.Legend;
import org.meta4j.app.pictures.plot.Picture;
import org.meta4j.app.pictures.plot.Type;
import tools.jackson.databind.JsonNode;

/**
 * How many times meta4j's time each peer takes: a bar for each, on a scale where each step doubles or more. A bar to the
 * left of 1 is of a peer that is faster.
 *
 * @param peers in the order of their colours
 * @param groups of bars, from top to bottom, at least one
 */
record PeerRatios(List<String> peers, List<Group> groups) implements Picture {
    private static final String OURS = "meta4j";
    private static final double[] TICKS = {
        0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000
    };
    private static final double BAR = 14;
    private static final double GAP = 12;
    private static final double LEFT = 245;
    /** Room for the number behind the longest bar. */
    private static final double RIGHT = 70;

    private static final double TOP = 44;
    private static final double BELOW = 34;
    private static final double EDGE = 14;

    /** The bars of a row of the table. */
    record Group(String title, List<Bar> bars) {
        Group {
            bars = List.copyOf(bars);
        }
    }

    /**
     * One bar.
     *
     * @param peer its number
     * @param ratio its time by ours, above 0
     */
    record Bar(int peer, double ratio) {}

    PeerRatios {
        peers = List.copyOf(peers);
        groups = List.copyOf(groups);
    }

    /** By the medians of all runs in a file of {@code compare.py}. */
    static PeerRatios of(JsonNode measured) {
        List<String> names = new ArrayList<>();
        List<Group> groups = new ArrayList<>();
        for (JsonNode row : measured.get("rows")) {
            JsonNode programs = row.get("programs");
            List<Bar> bars = new ArrayList<>();
            for (String name : measured.get("titles").propertyNames()) {
                if (programs.has(OURS) && programs.has(name) && !name.equals(OURS)) {
                    if (!names.contains(name)) {
                        names.add(name);
                    }
                    bars.add(new Bar(names.indexOf(name), median(programs.get(name)) / median(programs.get(OURS))));
                }
            }
            if (!bars.isEmpty()) {
                int threads = row.get("threads").intValue();
                String title = row.get("title").stringValue();
                groups.add(new Group(title + ", " + threads + (threads == 1 ? " thread" : " threads"), bars));
            }
        }
        List<String> titles = names.stream()
                .map(name -> measured.get("titles").get(name).stringValue())
                .toList();
        return new PeerRatios(titles, groups);
    }

    /** As the table has it: of an even number the mean of the two in the middle. */
    private static double median(JsonNode runs) {
        double[] times = new double[runs.size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = runs.get(i).get("median_ms").doubleValue();
        }
        Arrays.sort(times);
        return (times[(times.length - 1) / 2] + times[times.length / 2]) / 2;
    }

    @Override
    public String name() {
        return "peers";
    }

    @Override
    public String title() {
        return "How many times as long as meta4j the peers take";
    }

    @Override
    public double width() {
        return 760;
    }

    private List<Legend.Entry> legend() {
        List<Legend.Entry> entries = new ArrayList<>();
        for (int i = 0; i < peers.size(); i++) {
            entries.add(new Legend.Entry(Legend.Sign.BAR, Ink.series(i), peers.get(i)));
        }
        return entries;
    }

    private double barsTop() {
        return TOP + Legend.height(legend(), width() - 2 * EDGE) + GAP;
    }

    @Override
    public double height() {
        int bars = groups.stream().mapToInt(group -> group.bars().size()).sum();
        return barsTop() + bars * BAR + groups.size() * GAP + BELOW;
    }

    @Override
    public void draw(Canvas canvas) {
        canvas.text(title(), EDGE, 26, Type.TITLE, Anchor.START, Ink.TEXT);
        Legend.draw(canvas, legend(), EDGE, TOP - 4, width() - 2 * EDGE);
        double bottom = height() - BELOW;
        for (double tick : TICKS) {
            if (tick >= least() && tick <= most()) {
                Ink ink = tick == 1 ? Ink.AXIS : Ink.RULE;
                canvas.line(new double[] {x(tick), barsTop() - GAP / 2, x(tick), bottom}, ink, 1);
                canvas.text(text(tick) + "×", x(tick), bottom + 18, Type.SMALL, Anchor.MIDDLE, Ink.MUTED);
            }
        }
        double y = barsTop();
        for (Group group : groups) {
            double middle = y + group.bars().size() * BAR / 2;
            String title = Type.SMALL.fit(group.title(), LEFT - EDGE - 10);
            canvas.text(title, LEFT - 10, middle + 4.5, Type.SMALL, Anchor.END, Ink.TEXT);
            for (Bar bar : group.bars()) {
                double from = Math.min(x(1), x(bar.ratio()));
                double to = Math.max(x(1), x(bar.ratio()));
                canvas.rectangle(from, y + 1, Math.max(1, to - from), BAR - 2, Ink.series(bar.peer()), 0.75);
                canvas.text(text(bar.ratio()) + "×", to + 5, y + BAR - 3, Type.SMALL, Anchor.START, Ink.MUTED);
                y += BAR;
            }
            y += GAP;
        }
    }

    private double x(double ratio) {
        double place = Math.log(ratio / least()) / Math.log(most() / least());
        return LEFT + place * (width() - RIGHT - LEFT);
    }

    /** The last tick at or below all bars, and never above 1. */
    private double least() {
        double smallest = extent().reduce(1, Math::min);
        return Arrays.stream(TICKS).filter(tick -> tick <= smallest).max().orElse(smallest);
    }

    /** The first tick at or above all bars, and never below 2. */
    private double most() {
        double largest = extent().reduce(2, Math::max);
        return Arrays.stream(TICKS).filter(tick -> tick >= largest).min().orElse(largest);
    }

    private DoubleStream extent() {
        return groups.stream().flatMapToDouble(group -> group.bars().stream().mapToDouble(Bar::ratio));
    }

    /** With two or three digits that count. */
    private static String text(double ratio) {
        if (ratio >= 100) {
            return String.format(Locale.ROOT, "%,.0f", ratio);
        }
        double rounded = Math.round(ratio * 100) / 100.0;
        return rounded == Math.rint(rounded)
                ? String.format(Locale.ROOT, "%.0f", rounded)
                : String.format(Locale.ROOT, ratio >= 10 ? "%.1f" : "%.2f", ratio).replaceAll("(\\.\\d*?)0+$", "$1");
    }
}
