package io.thalweg.streams.cli.demo;

import java.util.List;
import java.util.function.ToLongFunction;
import oshi.hardware.HWDiskStore;
import oshi.hardware.HardwareAbstractionLayer;
import oshi.hardware.NetworkIF;

/**
 * Disk and network traffic, summed over the disks, and over the network interfaces that existed at
 * the start (without loopback). Where the operating system shows no disk or no interface, their
 * metrics are NaN.
 */
final class DeviceMetrics implements MetricSource {

  private static final double MILLIS_PER_SECOND = 1000;

  private final HardwareAbstractionLayer hardware;
  private final List<NetworkIF> interfaces;
  private List<HWDiskStore> disks = List.of();

  DeviceMetrics(HardwareAbstractionLayer hardware) {
    this.hardware = hardware;
    this.interfaces = hardware.getNetworkIFs();
  }

  @Override
  public void refresh() {
    // Asking one disk to update itself enumerates all of them, so all at once is the cheaper
    // question.
    disks = hardware.getDiskStores();
    interfaces.forEach(NetworkIF::updateAttributes);
  }

  @Override
  public List<Metric> metrics() {
    return List.of(
        Metric.rate("disk.read_bytes", () -> ofDisks(HWDiskStore::getReadBytes)),
        Metric.rate("disk.write_bytes", () -> ofDisks(HWDiskStore::getWriteBytes)),
        Metric.rate("disk.writes", () -> ofDisks(HWDiskStore::getWrites)),
        Metric.rate("disk.busy", () -> ofDisks(HWDiskStore::getTransferTime) / MILLIS_PER_SECOND),
        Metric.rate("net.rx_bytes", () -> ofInterfaces(NetworkIF::getBytesRecv)),
        Metric.rate("net.tx_bytes", () -> ofInterfaces(NetworkIF::getBytesSent)),
        Metric.rate("net.rx_packets", () -> ofInterfaces(NetworkIF::getPacketsRecv)),
        Metric.rate("net.tx_packets", () -> ofInterfaces(NetworkIF::getPacketsSent)));
  }

  private double ofDisks(ToLongFunction<HWDiskStore> figure) {
    return sum(disks, figure);
  }

  private double ofInterfaces(ToLongFunction<NetworkIF> figure) {
    return sum(interfaces, figure);
  }

  private static <T> double sum(List<T> devices, ToLongFunction<T> figure) {
    return devices.isEmpty() ? Double.NaN : devices.stream().mapToLong(figure).sum();
  }
}
