namespace FluenceVm.Clouds.Checks;

/// <summary>What the rows are called. Scripts rely on these names.</summary>
internal static class CheckNames
{
    public const string Address = "Address";
    public const string Dns = "Dns";
    public const string Proxy = "Proxy";
    public const string Tls = "Tls";
    public const string Service = "Service";
    public const string Clock = "Clock";
}
