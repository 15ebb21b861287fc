package io.thalweg.streams.processor;

import io.thalweg.model.item.FieldMap;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log that the fields of a pipeline have changed, and what becomes of what it knew. */
final class FieldChanges {
  private static final Logger LOG = LoggerFactory.getLogger(FieldChanges.class);

  private FieldChanges() {}

  static void log(String what, FieldMap fields) {
    long kept = Arrays.stream(fields.origins()).filter(origin -> origin != FieldMap.NEW).count();
    if (kept == 0) {
      LOG.warn(
          "The fields have changed, {} of {} before: none is kept. The {} start anew.",
          fields.size(),
          fields.olderSize(),
          what);
    } else {
      LOG.info(
          "The fields have changed: the {} keep {} of {} fields, {} are new.",
          what,
          kept,
          fields.olderSize(),
          fields.size() - kept);
    }
  }
}
