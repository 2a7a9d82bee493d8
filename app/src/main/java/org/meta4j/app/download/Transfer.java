package org.meta4j.app.download;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.meta4j.data.DataException;

/**
 * One try to get the rest of a file by HTTP: what is in the part file already is not asked for again (RFC 9110, section
 * 14, Range). The JDK's older client: its time limit on reading ends a transfer that stalls, which the newer one lacks.
 */
final class Transfer {
    /** More than any of these files has: a server that sends without end must not fill the disk. */
    static final long MAX_BYTES = 1L << 30;

    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-\\d+/(\\d+|\\*)");
    private static final int BUFFER = 1 << 16;

    private final URI address;
    private final Path part;
    private final Duration patience;
    private final Download.Progress progress;

    Transfer(URI address, Path part, Duration patience, Download.Progress progress) {
        this.address = address;
        this.part = part;
        this.patience = patience;
        this.progress = progress;
    }

    /**
     * Adds to the part file what the server sends.
     *
     * @return whether the file began with what an earlier try had left
     * @throws DownloadException if trying again would not help
     * @throws IOException if it may
     * @throws DataException if the part file cannot be written
     */
    boolean run() throws IOException {
        try (FileChannel file = open()) {
            long have = size(file);
            HttpURLConnection connection = connect(have);
            try {
                return receive(connection, file, have);
            } finally {
                connection.disconnect();
            }
        }
    }

    private boolean receive(HttpURLConnection connection, FileChannel file, long have) throws IOException {
        int status = connection.getResponseCode();
        if (status == 416) {
            // Nothing is left to send, or what is here is no part of that file: its checksum tells.
            return true;
        }
        if (status != HttpURLConnection.HTTP_OK && status != HttpURLConnection.HTTP_PARTIAL) {
            String message = address + " answers " + status;
            if (status == 408 || status == 429 || status >= 500) {
                throw new IOException(message);
            }
            throw new DownloadException(message + (status == 404 || status == 410 ? " (not found)" : ""));
        }
        boolean resumed = status == HttpURLConnection.HTTP_PARTIAL;
        long from = resumed ? rangeStart(connection, have) : 0;
        long length = connection.getContentLengthLong();
        long total = length < 0 ? -1 : from + length;
        if (total > MAX_BYTES) {
            throw new DownloadException(address + " has " + total + " bytes, more than the limit of " + MAX_BYTES);
        }
        rewind(file, from);
        long now = copy(connection.getInputStream(), file, from, total);
        if (total >= 0 && now < total) {
            throw new IOException(address + " broke off after " + now + " of " + total + " bytes");
        }
        return resumed && from > 0;
    }

    private long copy(InputStream in, FileChannel file, long from, long total) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long now = from;
        progress.received(now, total);
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            now += read;
            if (now > MAX_BYTES) {
                throw new DownloadException(address + " sends more than the limit of " + MAX_BYTES + " bytes");
            }
            write(file, ByteBuffer.wrap(buffer, 0, read));
            progress.received(now, total);
        }
        return now;
    }

    private HttpURLConnection connect(long have) throws IOException {
        URLConnection plain = address.toURL().openConnection();
        if (!(plain instanceof HttpURLConnection connection)) {
            throw new DownloadException(address + " is no address of http or https");
        }
        int milliseconds = Math.toIntExact(patience.toMillis());
        connection.setConnectTimeout(milliseconds);
        connection.setReadTimeout(milliseconds);
        connection.setRequestProperty("User-Agent", "meta4j");
        // Packed on the way, the bytes counted would not be the file's.
        connection.setRequestProperty("Accept-Encoding", "identity");
        if (have > 0) {
            connection.setRequestProperty("Range", "bytes=" + have + "-");
        }
        return connection;
    }

    private long rangeStart(HttpURLConnection connection, long have) throws DownloadException {
        String range = connection.getHeaderField("Content-Range");
        Matcher matcher = CONTENT_RANGE.matcher(range == null ? "" : range);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) != have) {
            throw new DownloadException(address + " answers with another range than bytes " + have + " on: " + range);
        }
        return have;
    }

    private FileChannel open() {
        FileChannel file = null;
        try {
            file = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (file.tryLock() == null) {
                throw new OverlappingFileLockException();
            }
            return file;
        } catch (OverlappingFileLockException e) {
            close(file);
            throw new DataException(part + " is being written by another program: wait for it to end", e);
        } catch (IOException e) {
            close(file);
            throw unwritable(e);
        }
    }

    private static void close(@Nullable FileChannel file) {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            // The first failure is the one to report.
            return;
        }
    }

    private long size(FileChannel file) {
        try {
            return file.size();
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private void rewind(FileChannel file, long from) {
        try {
            file.truncate(from);
            file.position(from);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** A full disk is no fault of the network, so it must not look like one. */
    private void write(FileChannel file, ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private DataException unwritable(IOException e) {
        return Download.unwritable(part, e);
    }
}
