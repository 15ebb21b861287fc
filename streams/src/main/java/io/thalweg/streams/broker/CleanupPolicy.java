package io.thalweg.streams.broker;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What a topic forgets: by age and size, or what a newer record of the same key has replaced. */
public enum CleanupPolicy {
  /** The newest record of every key stays for good: state, model snapshots. */
  COMPACT,
  /** Records go when they are old: streams of events. */
  DELETE;

  /** As in a topic's {@code cleanup.policy}. */
  String configValue() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Whether a topic that has {@code configured} loses nothing it must keep. {@code compact,delete}
   * suits neither: it lets state expire, and events of one key replace each other.
   */
  boolean isMetBy(String configured) {
    Set<String> policies = new TreeSet<>();
    for (String policy : configured.split(",", -1)) {
      policies.add(policy.strip());
    }
    return policies.equals(Set.of(configValue()));
  }
}
