package org.meta4j.app.train;

import org.meta4j.app.Main;

/** A process of its own, to be killed. */
public final class ChildMain {
    private ChildMain() {}

    public static void main(String[] args) {
        System.exit(Main.run(args));
    }
}
