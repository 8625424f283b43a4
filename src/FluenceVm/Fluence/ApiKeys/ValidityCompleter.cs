using FluenceVm.Engine;

namespace FluenceVm.Fluence.ApiKeys;

/// <summary>Completes for how long a key is valid.</summary>
public sealed class ValidityCompleter : FixedCompleter
{
    /// <summary>Usual ones.</summary>
    public ValidityCompleter()
        : base("1d", "7d", "30d", "90d", "365d")
    {
    }
}
