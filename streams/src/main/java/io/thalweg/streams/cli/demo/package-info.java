/**
 * The parts of {@code thalweg demo}: this machine's telemetry, a real disturbance, the live view
 * and the verdicts.
 *
 * <p>Nothing here knows a topology. The command joins the parts: it sends what {@link
 * HostTelemetry} reads, starts a {@link Disturbance}, shows a {@link DemoStatus} in a {@link
 * LiveView}, and exits by the {@link DemoSummary}.
 */
@NullMarked
package io.thalweg.streams.cli.demo;

import org.jspecify.annotations.NullMarked;
