package org.meta4j.app.launch;

import java.lang.module.ModuleFinder;

/** The module of the Vector API in the running JVM. */
final class VectorModule {
    /** The module's name. */
    static final String NAME = "jdk.incubator.vector";

    private static final String A_CLASS_OF_IT = NAME + ".FloatVector";

    /** What the JVM has of the module. */
    enum State {
        /** Nothing: a Java image built without the module. */
        MISSING,
        /** It is in the Java image, but its classes cannot be used yet. */
        AVAILABLE,
        /** Its classes can be used. */
        RESOLVED
    }

    private VectorModule() {}

    /** What the running JVM has of the module now. */
    static State state() {
        try {
            Class.forName(A_CLASS_OF_IT, false, VectorModule.class.getClassLoader());
            return State.RESOLVED;
        } catch (ClassNotFoundException e) {
            return ModuleFinder.ofSystem().find(NAME).isPresent() ? State.AVAILABLE : State.MISSING;
        }
    }

    /**
     * Loads the module into the running JVM, as the JDK itself loads the modules of an agent: the same classes in
     * the same loader, compiled to the same instructions as after {@code --add-modules}, without a second JVM
     * and without the warning that the command-line option prints on each start.
     *
     * <p>The method behind it is internal to the JDK (there since 9). The runnable jar's manifest opens the way
     * to it by {@code Add-Exports}; elsewhere, or where a later JDK does without it, the answer is no.
     *
     * @return whether the module's classes can be used now
     */
    static boolean load() {
        try {
            Class.forName("jdk.internal.module.Modules")
                    .getMethod("loadModule", String.class)
                    .invoke(null, NAME);
        } catch (ReflectiveOperationException | LinkageError e) {
            return false;
        }
        return state() == State.RESOLVED;
    }
}
