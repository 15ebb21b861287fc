package io.thalweg.streams.cli.bench;

/**
 * One throughput run.
 *
 * @param seconds from the first record processed to the last one committed
 * @param recordsPerSecond events per second over that time
 * @param cpuMicros processor time of the stream thread per event
 * @param allocatedBytes heap allocated by the stream thread per event
 */
record Throughput(
    double seconds, double recordsPerSecond, double cpuMicros, double allocatedBytes) {}
