package org.meta4j.app.demo;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.meta4j.data.DataException;
import org.meta4j.learners.files.AtomicFiles;

/** Folders to write results to. */
final class OutputFolder {
    private static final String PROBE = ".meta4j-probe";

    private OutputFolder() {}

    /**
     * Makes a folder, with those above it, and makes sure that files can be written there: to be called before long work.
     *
     * @throws DataException if the folder cannot be made
     * @throws org.meta4j.learners.files.FileWriteException if nothing can be written there
     */
    static void prepare(Path folder) {
        make(folder);
        Path probe = folder.resolve(PROBE);
        AtomicFiles.write(probe, new byte[1]);
        try {
            Files.delete(probe);
        } catch (IOException e) {
            throw new DataException("cannot remove files from " + folder + " (" + e + "): name another folder", e);
        }
    }

    static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new DataException("cannot write to " + folder + ": it is a file; name a folder", e);
        } catch (AccessDeniedException e) {
            throw new DataException("cannot make folder " + folder + ": permission denied; name another folder", e);
        } catch (IOException e) {
            throw new DataException("cannot make folder " + folder + " (" + e.getMessage() + "): name another one", e);
        }
    }
}
