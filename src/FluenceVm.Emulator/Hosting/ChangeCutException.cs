namespace FluenceVm.Emulator.Hosting;

/// <summary>A planted fault ends a change of several here: what was done so far stays, the rest isn't done.</summary>
internal sealed class ChangeCutException : Exception
{
    public ChangeCutException() : base("The change was cut.") { }
}
