package io.jenkins.plugins.ackedge.scaleout;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file could not be used, in words: the system's exceptions often say no more than its name. */
public final class FileFault {
    private FileFault() {}

    /** A phrase such as {@code permission denied}; what else the exception says, if it has words of its own. */
    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (e instanceof NotDirectoryException) {
            return "not a folder";
        }
        String words = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return words == null || words.isBlank() ? e.getClass().getSimpleName() : words;
    }
}
