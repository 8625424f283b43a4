namespace FluenceVm.Emulator.Fluence;

/// <summary>
/// The account's money in micro-USDC. It only moves: paid in = unbilled + reserved + spent, always, and none of them is
/// ever negative.
/// </summary>
internal sealed class Ledger
{
    /// <summary>
    /// Epochs that an order reserves: one is charged at the start, one is kept (docs/services/fluence-market.md, "Billing
    /// facts").
    /// </summary>
    public const int DepositEpochs = 2;

    public long PaidIn { get; private set; }

    /// <summary>What is free for orders and top-ups; below zero if what is billed by the second has run into debt.</summary>
    public long Balance => Unbilled - (long)decimal.Ceiling(SpentBySecond);

    /// <summary>What was paid in and is neither held nor charged by the marketplace.</summary>
    public long Unbilled { get; private set; }

    /// <summary>What generation <c>Cloud</c> has taken, in micro-USDC; exact, so not always whole.</summary>
    public decimal SpentBySecond { get; set; }

    /// <summary>What is held for VMs.</summary>
    public long Reserved { get; private set; }

    /// <summary>What has been charged.</summary>
    public long Spent { get; private set; }

    public void PayIn(long amount)
    {
        checked
        {
            PaidIn += amount;
            Unbilled += amount;
        }
    }

    /// <summary>Reserves an order's deposit for a VM and charges the first epoch; the caller has seen that the balance covers it.</summary>
    public void Start(EmulatedVm vm)
    {
        Hold(vm, vm.Price * DepositEpochs);
        ChargeReserve(vm);
    }

    /// <summary>
    /// Charges the next epoch from the reserve, topping that up from the balance. False, and nothing moved, where both together
    /// don't cover it.
    /// </summary>
    public bool TryCharge(EmulatedVm vm)
    {
        if (vm.Reserve + Math.Max(0, Balance) < vm.Price)
        {
            return false;
        }
        Hold(vm, Math.Max(0, vm.Price - vm.Reserve));
        ChargeReserve(vm);
        Hold(vm, Math.Min(vm.Price, Math.Max(0, Balance)));
        return true;
    }

    /// <summary>Gives back what is held for a VM.</summary>
    public void Release(EmulatedVm vm)
    {
        Unbilled += vm.Reserve;
        Reserved -= vm.Reserve;
        vm.Reserve = 0;
    }

    /// <summary>Takes over the sums that were kept on disk.</summary>
    /// <exception cref="FormatException">They don't add up.</exception>
    public void Restore(long paidIn, long balance, long reserved, long spent)
    {
        if (balance < 0 || reserved < 0 || spent < 0 || paidIn != balance + reserved + spent)
        {
            throw new FormatException("the ledger doesn't add up");
        }
        (PaidIn, Unbilled, Reserved, Spent) = (paidIn, balance, reserved, spent);
    }

    /// <summary>Charges an epoch from the reserve alone, which must cover it.</summary>
    public void ChargeReserve(EmulatedVm vm)
    {
        Reserved -= vm.Price;
        Spent += vm.Price;
        vm.Reserve -= vm.Price;
        vm.Spent += vm.Price;
    }

    private void Hold(EmulatedVm vm, long amount)
    {
        Unbilled -= amount;
        Reserved += amount;
        vm.Reserve += amount;
    }
}
