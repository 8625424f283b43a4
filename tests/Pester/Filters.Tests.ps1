BeforeAll {
    # The same in each generation; MarketV3's VMs have ports and an address at once.
    $asked = $env:FLUENCEVM_TEST_GENERATION
    $env:FLUENCEVM_TEST_GENERATION = 'MarketV3'
    . $PSScriptRoot/Setup.ps1
    $env:FLUENCEVM_TEST_GENERATION = $asked
    $null = Connect-Fluence -Emulator
    $null = Connect-Cudos -Emulator
}
AfterAll { Disconnect-Fluence; Disconnect-Cudos; Get-VmEmulator | Stop-VmEmulator }

Describe 'A filter' {
    It 'warns of a value that nothing can have, with the known ones: <Command>' -ForEach @(
        @{ Command = 'Get-FluenceVm -Status Actve'; Value = 'Actve'; Known = 'Active' }
        @{ Command = 'Get-FluenceVm -Country Germany'; Value = 'Germany'; Known = 'DE' }
        @{ Command = 'Get-Machine -State Runing'; Value = 'Runing'; Known = 'Running' }
        @{ Command = 'Get-Machine -Region europe'; Value = 'europe'; Known = 'eu' }
        @{ Command = 'Get-VmImage -Distro Ubntu'; Value = 'Ubntu'; Known = 'Ubuntu' }
    ) {
        $told = & ([scriptblock]::Create("$Command -WarningAction Continue 3>&1"))
        @($told).Count | Should -Be 1
        $told | Should -BeOfType Management.Automation.WarningRecord
        "$told" | Should -BeLike "*'$Value'*known*$Known*"
    }

    It 'says nothing of a known value that nothing has now, and of a pattern: <_>' -ForEach @(
        'Get-FluenceVm -Status SmallBalance', 'Get-FluenceVm -Status launching', 'Get-FluenceVm -Status X*', 'Get-FluenceVm -Country US'
        'Get-Machine -State RestartRequested', 'Get-Machine -Region ap'
    ) {
        & ([scriptblock]::Create("$_ 3>&1")) | Where-Object { $_ -is [Management.Automation.WarningRecord] } | Should -BeNullOrEmpty
    }
}

Describe 'A wait' {
    It 'refuses a status that nothing has ever had: <_>' -ForEach 'Wait-FluenceVm web-1 -Status foo', 'Wait-Machine web-1 -State foo' {
        [scriptblock]::Create($_) | Should -Throw -ErrorId '*StateUnknown,*' -ExpectedMessage '*foo*'
    }
}

Describe 'A pattern where a VM is meant' {
    It 'is refused with the way to go: <_>' -ForEach 'Remove-FluenceVm', 'Wait-FluenceVm', 'Restart-FluenceVm' {
        { & $_ 'web-*' -ErrorAction Stop } |
            Should -Throw -ErrorId 'VmWildcard,*' -ExpectedMessage "$_ takes no wildcards. Use Get-FluenceVm web-`* | $_."
    }
}

Describe 'A question about money' {
    It 'rounds to what can be read, and the object keeps the exact amount' {
        $text = Invoke-FreshShell ('$null = Connect-Cudos -Emulator; Add-MachineCredit web-1 -Duration 6h -WhatIf; (Get-Machine ' +
            'web-1).CreditAcudos.ToString()')
        $text -replace '\s+', ' ' | Should -BeLike '*Add 44 CUDOS to machine web-1: at 7.333333 CUDOS per hour*456 CUDOS*'
        $text | Should -Match '456000000000000000002'
    }
}
