package io.jenkins.plugins.ackedge.cli;

import io.jenkins.plugins.ackedge.scaleout.FileFault;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Standard output, which remembers why it could not be written: a {@link java.io.PrintStream} would forget the reason, and a
 * result that nobody could get would pass for a success.
 */
final class StandardOutput extends OutputStream {
    private static final int FILE_TYPE = 0170000;
    private static final int FIFO = 0010000;
    private static final int SOCKET = 0140000;

    private final OutputStream out = new FileOutputStream(FileDescriptor.out);
    private volatile IOException failure;

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** What comes after a failure is left out: half a result in the middle of another file would be worse. */
    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (failure != null) {
            return;
        }
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
        }
    }

    /** Why something could not be written; empty if all is well, or if the reader only went away, as {@code head} does. */
    Optional<String> fault() {
        IOException e = failure;
        return e == null || isReaderGone(e) ? Optional.empty() : Optional.of(FileFault.reason(e));
    }

    /** The system's own words for it depend on the locale, but nothing else can go wrong with a pipe that was open. */
    private static boolean isReaderGone(IOException e) {
        Path self = Path.of("/dev/fd/1");
        if (!self.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return String.valueOf(e.getMessage()).contains("pipe");
        }
        try {
            int type = (Integer) Files.getAttribute(self, "unix:mode") & FILE_TYPE;
            return type == FIFO || type == SOCKET;
        } catch (IOException notOpen) {
            return false; // it was closed from the beginning
        }
    }
}
