namespace FluenceVm.Emulator.Fluence.Cloud;

/// <summary>
/// What the service's documentation leaves open, and how this emulator decides it. Everything that is guessed in generation
/// <c>Cloud</c> is here, or points here; <c>docs/fidelity.md</c> lists it.
/// </summary>
internal static class CloudGuesses
{
    /// <summary>The largest body. The service has a limit and doesn't say which.</summary>
    public const int MostBodyBytes = 256 * 1024;

    /// <summary>The largest user data; the limit is documented, that it counts bytes too.</summary>
    public const int MostUserDataBytes = 16_384;

    /// <summary>How long each step of a thing's creation takes.</summary>
    public static readonly TimeSpan Creation = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Preparation = TimeSpan.FromSeconds(2);

    /// <summary>How long a change, a removal and the parking of a network take.</summary>
    public static readonly TimeSpan Change = TimeSpan.FromSeconds(2);
    public static readonly TimeSpan Removal = TimeSpan.FromSeconds(2);
    public static readonly TimeSpan Parking = TimeSpan.FromSeconds(10);

    /// <summary>How long a VM is new, until it is launched or has failed, and until it has ended. In truth it takes minutes.</summary>
    public static readonly TimeSpan Pickup = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Launch = TimeSpan.FromSeconds(4);
    public static readonly TimeSpan Termination = TimeSpan.FromSeconds(3);
    public static readonly TimeSpan Restart = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan SoftReboot = TimeSpan.FromSeconds(3);

    /// <summary>A VM, disk or address is billed from the request that makes it until the request that removes it.</summary>
    public const bool IsBilledFromRequestToRequest = true;

    /// <summary>A draft that can't be provisioned as it stands is refused with 409; missing room, price or money with 422.</summary>
    public const int DraftViolationStatus = 409;

    /// <summary>Missing money is 422 with its code in the common form, and <c>admission_refused</c> in that of the VM routes.</summary>
    public const int MoneyStatus = 422;

    /// <summary>Anything in use can't be deleted: 409 with the code <c>attached_to_vm</c>.</summary>
    public const int AttachedStatus = 409;

    /// <summary>Two requests have the same input if their bodies are the same bytes.</summary>
    public const bool InputIsComparedByBytes = true;

    /// <summary>Only a draft that was discarded answers its key with 410; a VM that has ended still answers with the receipt.</summary>
    public const bool EndedVmKeepsItsReceipt = true;

    /// <summary>An order that leaves the SSH keys out gets all of the account's.</summary>
    public const bool DraftTakesAllKeys = true;

    /// <summary>The status of a VM that was just provisioned.</summary>
    public const string ProvisionedStatus = "new";

    /// <summary>The range of each cluster's default subnet, which no other subnet may overlap: <c>10.(100 + n).0.0/16</c>.</summary>
    public const int ReservedRangeBase = 100;

    /// <summary>A debt is told as <c>overage</c>, and the balance as 0.</summary>
    public const bool DebtIsOverage = true;

    /// <summary>A balance below zero is a debt, and its age counts from that second.</summary>
    public const bool DebtBeginsBelowZero = true;

    /// <summary>The further ten days count from the removal of the VMs.</summary>
    public const bool DiskGraceBeginsWithTheVms = true;

    /// <summary>An account in debt is not in good standing: nothing new is accepted.</summary>
    public const bool DebtRefusesOrders = true;

    /// <summary>User data in which a line begins with a tab is malformed, and the VM that gets it fails.</summary>
    public static bool IsMalformed(string userData) => userData.Split('\n').Any(line => line.Length > 0 && line[0] == '\t');

    /// <summary>A failed VM, disk or address isn't billed any more.</summary>
    public const bool FailedThingsAreFree = true;

    /// <summary>How long a token for a console is good, which only a launched VM has.</summary>
    public static readonly TimeSpan AccessToken = TimeSpan.FromMinutes(10);

    /// <summary>A new API key with scopes that the caller lacks is refused with this status.</summary>
    public const int ScopeNotDelegableStatus = 403;
}
