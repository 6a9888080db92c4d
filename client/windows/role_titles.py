"""What the roles are called."""

ROLE_TITLES = {
    "clerk": "متصدی دفتر",
    "judge": "قاضی",
    "branch_manager": "مدیر دفتر",
    "referral_authority": "مقام ارجاع",
    "enquiry_officer": "متصدی استعلام",
    "district_head": "رئیس حوزه",
    "administrator": "کارشناس سامانه",
}
