BeforeAll { . $PSScriptRoot/Setup.ps1; . $PSScriptRoot/Machine.ps1 }

Describe 'Set-MachineOwner' {
    BeforeEach { $emulator = Connect-FreshEmulator }
    AfterEach { Disconnect-Cudos; Get-VmEmulator | Stop-VmEmulator }

    It 'hands a machine and its credit over' {
        $second = Get-SecondOwner
        $before = Get-Machine web-1
        $after = $before | Set-MachineOwner -NewOwner $second -Confirm:$false -PassThru
        $after.Owner | Should -Be $second
        $after.Credit | Should -Be $before.Credit
        (Get-Machine).Id | Should -Not -Contain 'web-1'
        { Stop-Machine web-1 } | Should -Throw -ErrorId 'NotAllowed,*' -ExpectedMessage "*belongs to $second*"
    }

    It 'refuses <case> before anything is sent' -ForEach @(
        @{
            case = 'a mistyped address'
            address = 'cudos1veskkefqdamkuetjyph82mtzv4ezqvp3wtax8q'
            id = 'AddressInvalid,*'
            says = '*checksum*'
        }
        @{
            case = 'an address of another chain'
            address = 'cosmos1veskkefqdamkuetjyph82mtzv4ezqvp3065ee9'
            id = 'AddressOfAnotherChain,*'
            says = '*another chain*'
        }
    ) {
        { Set-MachineOwner web-1 $address -Confirm:$false } | Should -Throw -ErrorId $id -ExpectedMessage $says
        Get-ExecuteCount | Should -Be 0
    }

    It 'says machine, credit and new owner under -WhatIf' {
        Get-WhatIfText 'Set-MachineOwner web-1 (Get-Machine db-1).Owner -WhatIf; (Get-Machine).Count' |
            Should -BeLike '*What if: Hand machine web-1 and its credit of * CUDOS to cudos1*3*'
    }

    It 'hands a machine over once under one -OrderKey' {
        $second = Get-SecondOwner
        1..2 | ForEach-Object { Set-MachineOwner web-1 $second -OrderKey hand-1 -Confirm:$false }
        (Get-Machine web-1).Owner | Should -Be $second
        Get-ExecuteCount | Should -Be 1
    }
}
