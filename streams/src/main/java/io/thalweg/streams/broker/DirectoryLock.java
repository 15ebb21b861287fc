package io.thalweg.streams.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * At most one broker per data directory, over all processes of the machine. The operating system
 * releases the lock when the process dies, however it dies, so there is no stale lock to remove;
 * the file itself stays, because deleting it would let two processes lock two files of the same
 * name.
 */
final class DirectoryLock implements AutoCloseable {
  private static final String FILE = "broker.lock";

  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Creates the directory when missing, and locks it or says who has it. */
  static DirectoryLock acquire(Path directory) {
    Path file = directory.resolve(FILE);
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new BrokerException(
          "The broker directory " + directory + " is a file; choose another directory.");
    }
    try {
      Files.createDirectories(directory);
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        String owner = owner(channel);
        channel.close();
        throw new BrokerException(
            "The broker directory "
                + directory
                + " is in use by "
                + owner
                + "; stop that broker, connect to it, or choose another directory.");
      }
      writeOwner(channel);
      return new DirectoryLock(channel);
    } catch (IOException e) {
      throw new BrokerException(
          "The broker directory " + directory + " cannot be used: " + e + ".", e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process
    }
  }

  private static void writeOwner(FileChannel channel) throws IOException {
    channel.truncate(0);
    String pid = String.valueOf(ProcessHandle.current().pid());
    channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
  }

  private static String owner(FileChannel channel) throws IOException {
    ByteBuffer pid = ByteBuffer.allocate(20);
    channel.read(pid, 0);
    String digits = new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII);
    return digits.matches("\\d+") ? "process " + digits : "another process";
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new BrokerException("The lock of the broker directory cannot be released.", e);
    }
  }
}
