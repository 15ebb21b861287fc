package io.thalweg.streams.cli.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thalweg.model.evaluate.AlertTally;
import io.thalweg.model.evaluate.FrameErrors;
import io.thalweg.model.evaluate.InjectedEvents.Event;
import io.thalweg.model.picture.PictureShape;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Figures of one film.
 *
 * @param frames of the film
 * @param shape they were brought to
 * @param quiet the film as it is
 * @param disturbed the film with events injected, once per set of places
 * @param speed frames a second; empty when no version was published to serve with
 */
record VideoResult(
    int frames,
    PictureShape shape,
    VideoRun quiet,
    List<VideoRun> disturbed,
    Optional<VideoSpeed> speed) {

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            """
            %,d frames of %s, once, each expected before it is learned.

            | squared error of the next frame, share of copying the last one | ratio | rms | rms of copying |
            |---|---:|---:|---:|
            """,
            frames,
            shape));
    error(text, "all frames with a version", quiet.whole());
    error(text, "last half", quiet.lastHalf());
    text.append("\n| injected | frames | alert at |\n|---|---|---:|\n");
    for (VideoRun run : disturbed) {
      run.injected().events().forEach(event -> event(text, event, run.alerts()));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "%nAlerted: %d of %d.%n",
            disturbed.stream().mapToLong(VideoResult::alerted).sum(),
            disturbed.stream().mapToLong(run -> run.injected().events().size()).sum()));
    falseAlerts(text, "as filmed", quiet.alerts());
    disturbed.forEach(run -> falseAlerts(text, "disturbed, but for the events", run.alerts()));
    speed.ifPresent(
        s ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "%nFrames a second of one core: %,.0f decoded alone; with that, %,.0f learned,"
                        + " %,.0f embedded and watched.%n",
                    s.decoded(),
                    s.learned(),
                    s.embedded())));
    return text.toString();
  }

  private static void event(StringBuilder text, Event event, AlertTally alerts) {
    text.append(
        String.format(
            Locale.ROOT,
            "| %s | %d to %d | %s |%n",
            name(event),
            event.first(),
            event.first() + event.length() - 1,
            shown(alerts.alertOf(event))));
  }

  private static long alerted(VideoRun run) {
    return run.injected().events().stream()
        .filter(event -> run.alerts().alertOf(event).isPresent())
        .count();
  }

  private static void error(StringBuilder text, String what, FrameErrors errors) {
    text.append(
        String.format(
            Locale.ROOT,
            "| %s (%,d) | %.3f | %.2f | %.2f |%n",
            what,
            errors.frames(),
            errors.ratio(),
            errors.rootMeanSquare(),
            errors.copyRootMeanSquare()));
  }

  private static void falseAlerts(StringBuilder text, String what, AlertTally alerts) {
    text.append(
        String.format(
            Locale.ROOT,
            "False alerts, %s: %d in %,d frames with a p-value%s.%n",
            what,
            alerts.falseAlerts().size(),
            alerts.watched(),
            alerts.falseAlerts().isEmpty() ? "" : ", at " + alerts.falseAlerts()));
  }

  private static String name(Event event) {
    return event.kind().name().toLowerCase(Locale.ROOT);
  }

  private static String shown(OptionalInt alert) {
    return alert.isPresent() ? Integer.toString(alert.getAsInt()) : "none";
  }

  ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("frames", frames).put("shape", shape.toString());
    root.put("publish_every", VideoPreset.PUBLISH_EVERY).put("alert_rate", VideoPreset.RATE);
    root.set("quiet", json(quiet));
    ArrayNode runs = root.putArray("disturbed");
    disturbed.forEach(run -> runs.add(json(run)));
    speed.ifPresent(
        s ->
            root.putObject("frames_per_second")
                .put("decoded", s.decoded())
                .put("learned", s.learned())
                .put("embedded", s.embedded()));
    return root;
  }

  private static ObjectNode json(VideoRun run) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.set("all", json(run.whole()));
    node.set("last_half", json(run.lastHalf()));
    ArrayNode events = node.putArray("events");
    for (Event event : run.injected().events()) {
      ObjectNode one = events.addObject().put("kind", name(event)).put("first", event.first());
      one.put("length", event.length());
      run.alerts().alertOf(event).ifPresent(frame -> one.put("alert", frame));
    }
    ArrayNode wrong = node.putArray("false_alerts");
    run.alerts().falseAlerts().forEach(wrong::add);
    node.put("watched", run.alerts().watched());
    return node;
  }

  private static ObjectNode json(FrameErrors errors) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("frames", errors.frames())
        .put("ratio", errors.ratio())
        .put("rms_levels", errors.rootMeanSquare())
        .put("copy_rms_levels", errors.copyRootMeanSquare());
  }
}
