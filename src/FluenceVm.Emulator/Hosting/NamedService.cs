namespace FluenceVm.Emulator.Hosting;

/// <summary>A service and what its part of the state is called.</summary>
internal sealed record NamedService(string Name, IEmulatedService Service);
