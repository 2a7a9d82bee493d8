package org.meta4j.app.launch;

/** Prints what the JVM has of the Vector API before and after loading it, and where its classes live. */
final class LoadProbe {
    private LoadProbe() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        System.out.println(VectorModule.state());
        System.out.println(VectorModule.load());
        System.out.println(VectorModule.state());
        if (VectorModule.state() == VectorModule.State.RESOLVED) {
            Class<?> type = Class.forName("jdk.incubator.vector.FloatVector");
            System.out.println(type.getModule() + " in boot loader: " + (type.getClassLoader() == null));
            Object species = type.getField("SPECIES_128").get(null);
            Object ones = type.getMethod("broadcast", Class.forName("jdk.incubator.vector.VectorSpecies"), float.class)
                    .invoke(null, species, 1.5f);
            System.out.println(ones);
        }
    }
}
