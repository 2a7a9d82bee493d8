package org.meta4j.app.cli;

import org.meta4j.engine.Engine;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"meta4j " + Engine.version(), "Java " + System.getProperty("java.version")};
    }
}
