namespace FluenceVm.Clouds.Tests.Support;

/// <summary>Tests that measure the memory of the process, so that none may run beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}
