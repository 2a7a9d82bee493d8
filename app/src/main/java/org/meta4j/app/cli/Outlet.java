package org.meta4j.app.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A writer that remembers why something could not be written: {@link PrintWriter} alone only knows that. */
final class Outlet extends PrintWriter {
    private final Watched stream;

    Outlet(OutputStream stream, Charset charset) {
        this(new Watched(stream), charset);
    }

    private Outlet(Watched stream, Charset charset) {
        super(new OutputStreamWriter(stream, charset), true);
        this.stream = stream;
    }

    /** What went wrong first; empty if nothing has. */
    Optional<IOException> failure() {
        return Optional.ofNullable(stream.failure);
    }

    /** Whether that is the end of who reads: {@code head} has seen enough, or a pager was closed. */
    static boolean isClosedPipe(IOException failure) {
        // The operating system's words, of which Java keeps no code; each has this one, on Windows too.
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }

    private static final class Watched extends FilterOutputStream {
        private volatile @Nullable IOException failure;

        Watched(OutputStream stream) {
            super(stream);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw remembered(e);
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException e) {
                throw remembered(e);
            }
        }

        private synchronized IOException remembered(IOException e) {
            if (failure == null) {
                failure = e;
            }
            return e;
        }
    }
}
