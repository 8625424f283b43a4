using FluenceVm.Model;

namespace FluenceVm.Clouds.Fluence.Rules;

/// <summary>Ranges of addresses, as a subnet is made of.</summary>
public static class AddressRange
{
    /// <summary>Refuses what isn't a range, so that nothing is sent for it.</summary>
    /// <param name="text">The range, for example <c>10.1.0.0/24</c>.</param>
    /// <param name="isIPv6">Whether it has to be one of IPv6, and not of IPv4.</param>
    /// <exception cref="ArgumentException">It is not a range of that family.</exception>
    public static void Check(string text, bool isIPv6)
    {
        _ = text ?? throw new ArgumentNullException(nameof(text));
        if (text.IndexOf('/') < 0 || (text.IndexOf(':') >= 0) != isIPv6 || SecurityRule.Range(text) is null)
        {
            throw Fault.Argument(nameof(Messages.CidrInvalid), text);
        }
    }
}
