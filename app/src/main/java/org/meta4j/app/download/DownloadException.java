package org.meta4j.app.download;

import java.io.IOException;

/** A transfer that failed in a way that trying again does not mend. */
final class DownloadException extends IOException {
    private static final long serialVersionUID = 1;

    DownloadException(String message) {
        super(message);
    }
}
