package io.thalweg.streams.cli.demo;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import com.sun.jna.Memory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/** The three kinds of work of a {@link Disturbance}. */
final class Loads {

  private static final int BLOCK_BYTES = 4 << 20;

  /**
   * One run never writes more files' worth than this: a fast disk is not worn for a demonstration.
   */
  private static final int MOST_REWRITES = 8;

  private static final int ROUNDS_BETWEEN_LOOKS = 100_000;

  /** Where results go, so that the compiler cannot drop the work. */
  @SuppressWarnings("unused")
  private static volatile long sink;

  private Loads() {}

  /** Keeps one core busy. */
  static long burn(BooleanSupplier wanted) {
    long state = 1;
    while (wanted.getAsBoolean()) {
      for (int i = 0; i < ROUNDS_BETWEEN_LOOKS; i++) {
        state = state * 6364136223846793005L + 1442695040888963407L;
      }
      sink = state;
    }
    return 0;
  }

  /**
   * Takes memory in blocks, touches every page, gives all of it back, again and again: memory that
   * is only held shows when it is taken, and not afterwards.
   *
   * <p>Outside the Java heap: heap memory would be cut off by {@code -Xmx}, and stay with the JVM
   * after the disturbance.
   */
  static Load touch(long bytes) {
    return wanted -> {
      int most = (int) (bytes / BLOCK_BYTES);
      int held = 0;
      while (most > 0 && wanted.getAsBoolean()) {
        held = Math.max(held, fill(most, wanted));
      }
      return (long) held * BLOCK_BYTES;
    };
  }

  /** Holds up to so many blocks at once, and gives them back; returns how many it held. */
  private static int fill(int most, BooleanSupplier wanted) throws IOException {
    List<Memory> blocks = new ArrayList<>();
    try {
      while (wanted.getAsBoolean() && blocks.size() < most) {
        blocks.add(filled());
      }
      return blocks.size();
    } catch (OutOfMemoryError refused) {
      throw new IOException(
          "the machine gave no more memory after " + blocks.size() * 4L + " MiB", refused);
    } finally {
      blocks.forEach(Memory::close);
    }
  }

  private static Memory filled() {
    Memory block = new Memory(BLOCK_BYTES);
    block.setMemory(0, BLOCK_BYTES, (byte) 1);
    return block;
  }

  /**
   * Writes a file over and over and has every block synchronised to the device.
   *
   * <p>On Unix the file loses its name as soon as it is open, so even a killed process leaves
   * nothing; elsewhere it is deleted in the end.
   */
  static Load write(long bytes, Path directory) {
    return wanted -> {
      Path file = Files.createTempFile(directory, "thalweg-disturbance-", ".bin");
      try (FileChannel channel =
          FileChannel.open(file, CREATE, WRITE, TRUNCATE_EXISTING, DELETE_ON_CLOSE)) {
        return writeUntilDone(channel, bytes, wanted);
      } finally {
        Files.deleteIfExists(file);
      }
    };
  }

  private static long writeUntilDone(FileChannel channel, long bytes, BooleanSupplier wanted)
      throws IOException {
    ByteBuffer block = incompressible((int) Math.min(BLOCK_BYTES, bytes));
    long written = 0;
    while (wanted.getAsBoolean() && block.capacity() > 0 && written < bytes * MOST_REWRITES) {
      if (channel.position() + block.capacity() > bytes) {
        channel.position(0);
      }
      written += writeFully(channel, block.rewind());
      channel.force(false);
    }
    return written;
  }

  private static int writeFully(FileChannel channel, ByteBuffer block) throws IOException {
    int written = 0;
    while (block.hasRemaining()) {
      written += channel.write(block);
    }
    return written;
  }

  /** Random bytes, since some file systems compress what they store. */
  private static ByteBuffer incompressible(int bytes) {
    byte[] random = new byte[bytes];
    new SplittableRandom(1).nextBytes(random);
    return ByteBuffer.allocateDirect(bytes).put(random);
  }
}
