# A month of an account, as its bill, its forecast and its report tell it; then nobody pays in.
BeforeAll {
    . $PSScriptRoot/Setup.ps1
    # The story is about the only emulator; a file before may have left one.
    Get-VmEmulator | Stop-VmEmulator
    $emulator = Start-VmEmulator -ClockRate 0
    $service = @{ Endpoint = $emulator.Uri; ApiKey = $emulator.ApiKey }
    # VMs of the marketplace are charged by the epoch; this story is about what is billed by the second.
    $null = Connect-Fluence @service -ApiVersion MarketV3
    Get-FluenceVm | Remove-FluenceVm -Confirm:$false
    $null = Connect-Fluence @service -ApiVersion Cloud
    $culture = [Globalization.CultureInfo]::InvariantCulture

    function Get-Now { (Get-VmEmulator).Now.UtcDateTime }
    function Step-To([datetime] $Time) { Step-VmEmulator ($Time - (Get-Now)) }
    # Measure-Object would round to what a double holds.
    function Get-Sum([decimal[]] $Amounts) { $Amounts | ForEach-Object -Begin { $sum = [decimal] 0 } -Process { $sum += $_ } -End { $sum } }
    function Read-Report { [IO.File]::ReadAllText((Export-FluenceReport $TestDrive/story.html -From $first -To $last).FullName) }
    function Get-Left { $balance = Get-FluenceBalance; $balance.Amount - $balance.Overage }

    $now = Get-Now
    $first = [datetime]::new($now.Year, $now.Month, 1).AddMonths(1)
    $last = $first.AddMonths(1).AddDays(-1)
    Step-To $first
    $atFirst = Get-Left
    $perHour = @{ First = (Measure-FluenceCost).PerHour }
}

AfterAll { Disconnect-TestEmulator }

Describe 'A month of an account' {
    BeforeAll {
        Step-To $first.AddDays(4).AddHours(6)
        $shop = New-FluenceVm shop -Image ubuntu-22-04-x64 -SshKey laptop -PublicIp -OrderKey ([guid]::NewGuid())
        $perHour.Shop = (Measure-FluenceCost).PerHour
        Step-To $first.AddDays(10)
        Get-FluenceDisk app-data | Set-FluenceDisk -SizeGB 400 -WarningAction Ignore
        $perHour.Disk = (Measure-FluenceCost).PerHour
        Step-To $first.AddDays(20).AddHours(12)
        # The clock stands still, so the command can't wait for the address to be free.
        Get-FluenceVm -Id $shop.Id | Remove-FluenceVm -KeepStorage -KeepPublicIp -Confirm:$false -WarningAction Ignore
        Step-VmEmulator 10s
        Get-FluencePublicIp | Where-Object Name -Like 'fluencevm-*' | Remove-FluencePublicIp -Confirm:$false
        $perHour.Removed = (Measure-FluenceCost).PerHour
        Step-To $last.AddDays(1)
        $cost = Measure-FluenceCost
    }

    It 'is billed as its forecasts said, to the last digit' {
        $expected = 102 * $perHour.First + 138 * $perHour.Shop + 252 * $perHour.Disk
        $expected += (($last.AddDays(1) - $first).TotalHours - 492) * $perHour.Removed
        # The address stays 10 seconds longer than the VM.
        [math]::Abs($expected - (Get-FluenceCharge $first $last -Total).Cost) | Should -BeLessThan 0.0001
        $perHour.Shop | Should -BeGreaterThan $perHour.First
        $perHour.Disk | Should -BeGreaterThan $perHour.Shop
        $perHour.Removed | Should -BeLessThan $perHour.Disk
        $perHour.Removed | Should -BeGreaterThan $perHour.First -Because 'the disk that was kept goes on being billed'
    }

    It 'takes from the balance what its charges add up to, by day, type and cluster' {
        $taken = $atFirst - (Get-Left)
        (Get-FluenceCharge $first $last -Total).Cost | Should -Be $taken
        foreach ($group in 'Resource', 'Type', 'Cluster') {
            Get-Sum (Get-FluenceCharge $first $last -GroupBy $group).Cost | Should -Be $taken
            Get-Sum (Get-FluenceCharge $first $last -GroupBy $group -Period Day).Cost | Should -Be $taken
        }
    }

    It 'shows the changes on their days' {
        $vms = Get-FluenceCharge $first $last -GroupBy Type -Period Day | Where-Object Type -EQ VM
        $cost = { param($day) ($vms | Where-Object { $_.From.UtcDateTime -eq $first.AddDays($day) }).Cost }
        (& $cost 4) | Should -BeGreaterThan (& $cost 3)
        (& $cost 5) | Should -BeGreaterThan (& $cost 4)
        (& $cost 20) | Should -BeLessThan (& $cost 19)
        (& $cost 21) | Should -Be (& $cost 3)
        (Get-FluenceCharge $first $last | Where-Object ResourceId -EQ $shop.Id).Name | Should -Be 'shop' -Because 'its bill outlives it'
    }

    It 'is told by the report with the same numbers' {
        $text = Read-Report
        $text | Should -Match ([regex]::Escape((Get-FluenceCharge $first $last -Total).Cost.ToString('#,##0.00', $culture)))
        $text | Should -Match ([regex]::Escape($cost.PerDay.ToString('#,##0.00', $culture)))
        foreach ($charge in Get-FluenceCharge $first $last -GroupBy Type -Period Day) {
            $text | Should -Match "data-value=`"$($charge.Cost.ToString($culture))`""
        }
        foreach ($charge in Get-FluenceCharge $first $last) { $text | Should -Match $charge.ResourceId }
        $orphan = Get-FluenceOrphan | Where-Object { $_.PricePerHour -and $_.Name -ne 'old-web-boot-0fa4e001' }
        $orphan.Type | Should -Be 'STORAGE'
        $text | Should -Match "(?s)id=`"orphans`".*$($orphan.Id)"
    }

    It 'ends with a forecast of the balance' {
        $cost.Balance | Should -Be (Get-Left)
        $hours = $cost.Balance / $cost.PerHour
        [math]::Abs(($cost.RunsOutAt.UtcDateTime - (Get-Now)).TotalHours - $hours) | Should -BeLessThan 0.01
    }
}

Describe 'An account that nobody pays for' {
    BeforeAll {
        $forecast = Measure-FluenceCost
        $disks = (Get-FluenceDisk).Count
    }

    It 'runs out of balance when it was said to' {
        # The module's clock went on while the emulator's stood still.
        Step-To $forecast.RunsOutAt.UtcDateTime.AddMinutes(-5)
        (Measure-FluenceCost).Balance | Should -BeGreaterOrEqual 0
        Step-VmEmulator 6m
        (Measure-FluenceCost).Balance | Should -BeLessThan 0
        Read-Report | Should -Match '<div class="alarm"><dt>Balance</dt>'
    }

    It 'is refused orders, which -WhatIf says' {
        $text = Invoke-FreshShell @"
`$null = Connect-Fluence -Endpoint $($emulator.Uri) -ApiKey $($emulator.ApiKey) -ApiVersion Cloud
New-FluenceDisk more 10 @(Get-FluenceCluster)[0] -WhatIf
"@
        $text -replace '\s+', ' ' | Should -Match 'The account is [\d.]+ USD in debt, so the service refuses it\.'
    }

    It 'loses its VMs and addresses when it was said to' {
        $step = $forecast.DebtSteps[0]
        Step-To $step.At.UtcDateTime.AddMinutes(-5)
        (Get-FluenceVm | Where-Object IsRunning).Count | Should -BeGreaterThan 0
        Step-VmEmulator 6m
        Get-FluenceVm | Where-Object IsRunning | Should -BeNullOrEmpty
        Get-FluencePublicIp | Where-Object Status -EQ ready | Should -BeNullOrEmpty
        (Get-FluenceDisk).Count | Should -Be $disks
        (Measure-FluenceCost).DebtSteps.Removes | Should -Be 'STORAGE'
    }

    It 'loses its disks when it was said to, and then costs nothing more' {
        Step-To $forecast.DebtSteps[1].At.UtcDateTime.AddMinutes(-5)
        (Measure-FluenceCost).PerHour | Should -BeGreaterThan 0
        Step-VmEmulator 6m
        $cost = Measure-FluenceCost
        $cost.PerHour | Should -Be 0
        $cost.RunsOutAt | Should -BeNullOrEmpty
        $left = Get-Left
        Step-VmEmulator 30d
        Get-Left | Should -Be $left
    }
}
