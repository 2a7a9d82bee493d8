package org.meta4j.app.download;

import java.net.URI;

/**
 * A published file.
 *
 * @param name of the file here
 * @param address where it is
 * @param checksum what it must sum to
 */
public record RemoteFile(String name, URI address, Checksum checksum) {
    public RemoteFile {
        if (name.isBlank() || name.contains("/") || name.contains("\\")) {
            throw new IllegalArgumentException("'" + name + "' is no name of a file");
        }
    }

    /** The same file from another place: its name behind {@code base}. */
    public RemoteFile from(URI base) {
        String text = base.toString();
        return new RemoteFile(name, URI.create(text + (text.endsWith("/") ? "" : "/") + name), checksum);
    }
}
