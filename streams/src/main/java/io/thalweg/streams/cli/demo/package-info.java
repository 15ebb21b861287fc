/**
 * The demos: {@code thalweg demo} on this machine's telemetry, {@code demo video} on a generated
 * scene. What they share is the run itself, the live view and the verdicts; what one is about is
 * its {@link DemoSubject}.
 *
 * <p>Nothing here knows a topology. The command joins the parts: it sends what {@link
 * HostTelemetry} reads, starts a {@link Disturbance}, shows a {@link DemoStatus} in a {@link
 * LiveView}, and exits by the {@link DemoSummary}.
 */
@NullMarked
package io.thalweg.streams.cli.demo;

import org.jspecify.annotations.NullMarked;
