using FluenceVm.Clouds.Fluence;
using FluenceVm.Emulator;

namespace FluenceVm.Fluence.Context;

/// <summary>Where a connection leads, and as whom.</summary>
/// <param name="Options">What the connection is made of; the key is empty if none was given.</param>
/// <param name="Emulator">The emulator behind it; null for a service.</param>
/// <param name="Account">The name of the registered account; null for none.</param>
/// <param name="Origin">Stands for the environment variables that say all of it; null if it was said otherwise.</param>
internal sealed record FluenceTarget(FluenceConnectionOptions Options, VmEmulator? Emulator, string? Account = null, string? Origin = null);
