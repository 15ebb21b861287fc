package io.thalweg.streams.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.thalweg.streams.broker.TestClients;
import io.thalweg.streams.broker.TopicSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The broker command as a process that meets its end. */
@Timeout(120)
class BrokerProcessTest {
  private static final int ACKNOWLEDGED_BEFORE_KILL = 2_000;
  private static final int SENT = 200_000;

  @TempDir private Path data;

  @Test
  void kill9_whileRecordsAreWritten_losesNoAcknowledgedOne() throws Exception {
    Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    try (ChildBroker first = ChildBroker.start(data)) {
      TestClients.ensure(first.bootstrapServers(), TopicSpec.events("survivors", 1));
      killWhileWriting(first, acknowledged);
    }

    try (ChildBroker second = ChildBroker.start(data)) {
      // The kill came in the middle: much was acknowledged, and much more was on its way.
      assertThat(acknowledged.size()).isBetween(ACKNOWLEDGED_BEFORE_KILL, SENT - 1);
      List<String> read = TestClients.readCommitted(second.bootstrapServers(), "survivors");
      Set<String> distinct = new HashSet<>(read);
      assertThat(distinct).hasSameSizeAs(read);
      assertThat(acknowledged.stream().filter(value -> !distinct.contains(value))).isEmpty();
      second.terminate();
    }
  }

  private static void killWhileWriting(ChildBroker broker, Queue<String> acknowledged)
      throws Exception {
    CountDownLatch enough = new CountDownLatch(ACKNOWLEDGED_BEFORE_KILL);
    KafkaProducer<String, String> producer = TestClients.producer(broker.bootstrapServers());
    Thread writer = new Thread(() -> writeAll(producer, acknowledged, enough), "writer");
    writer.start();
    assertThat(enough.await(60, TimeUnit.SECONDS)).isTrue();
    broker.kill();
    producer.close(Duration.ZERO);
    writer.join();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // the callback hears of every record
  private static void writeAll(
      KafkaProducer<String, String> producer, Queue<String> acknowledged, CountDownLatch enough) {
    try {
      for (int i = 0; i < SENT; i++) {
        String value = "record-" + i + "-" + "x".repeat(200);
        producer.send(
            new ProducerRecord<>("survivors", value),
            (written, failure) -> {
              if (failure == null) {
                acknowledged.add(value);
                enough.countDown();
              }
            });
      }
    } catch (RuntimeException e) {
      // Closed under its feet: what this test is about.
      assertThat(enough.getCount()).isZero();
    }
  }

  @Test
  void sigterm_whileServing_stopsCleanly() throws Exception {
    try (ChildBroker broker = ChildBroker.start(data)) {
      TestClients.ensure(broker.bootstrapServers(), TopicSpec.events("t", 1));

      // 128 + SIGTERM, as the JVM reports it.
      assertThat(broker.terminate()).isEqualTo(143);
    }
    // Kafka leaves this mark only when every log was closed in order.
    assertThat(Files.exists(data.resolve("broker/logs/.kafka_cleanshutdown"))).isTrue();
  }
}
