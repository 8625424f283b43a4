namespace FluenceVm.Emulator.Tests;

/// <summary>Something that is done to an emulator, with a text that a failure's message shows.</summary>
internal sealed record Operation(string Text, Func<VmEmulator, EmulatorClient, Task> Run)
{
    public override string ToString() => Text;
}
