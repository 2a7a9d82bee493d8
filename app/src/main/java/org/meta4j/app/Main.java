package org.meta4j.app;

/** The command line {@code meta4j}. */
public final class Main {
    private Main() {}

    /**
     * Runs one command.
     *
     * @param args what stands after the program's name
     * @return the exit code: 0 done, 1 failed, 2 wrong use
     */
    public static int run(String... args) {
        String version = Main.class.getPackage().getImplementationVersion();
        System.out.println("meta4j " + (version == null ? "development" : version));
        return 0;
    }
}
