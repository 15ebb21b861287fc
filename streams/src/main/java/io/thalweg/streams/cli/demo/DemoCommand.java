package io.thalweg.streams.cli.demo;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import picocli.CommandLine.Command;

/** {@code demo}: the main job on this machine's own telemetry, from the broker to the alert. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    subcommands = {DemoVideoCommand.class, DemoTextCommand.class},
    description = {
      "Learns this machine's own telemetry, makes a real disturbance, and finds it.",
      "Starts a broker in this process; nothing else is needed. Reads processor, memory, disk and"
          + " network figures only, and sends nothing anywhere.",
      "Exit code: 0 every link worked, 1 one did not, 2 wrong usage."
    })
public final class DemoCommand extends RunDemo {

  @Override
  DemoPlan plan(Duration total) {
    return TelemetryDemo.plan(total);
  }

  @Override
  DemoSubject subject(Path directory, Clock clock) {
    Disturber disturber =
        time -> Disturbance.start(DisturbancePlan.forThisMachine(time, directory), clock);
    return new TelemetryDemo(HostTelemetry.ofThisMachine(System::nanoTime), host(), disturber);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "this-machine";
    }
  }
}
