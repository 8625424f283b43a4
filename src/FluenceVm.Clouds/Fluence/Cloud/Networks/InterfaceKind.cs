namespace FluenceVm.Clouds.Fluence.Cloud.Networks;

/// <summary>The kinds of network interfaces of a VM.</summary>
internal static class InterfaceKind
{
    public const string Private = "private";
    public const string Public = "public";
}
